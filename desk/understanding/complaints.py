"""Complaints and voiced grievances in a line, apart from words that only look like them."""

import re
from typing import Literal

from desk.understanding.line import CLAUSE_END
from desk.understanding.understood import ComplaintSaid

__all__ = ["complaint", "may_be_formal"]

_FORMAL = re.compile(
    r"投诉|12378|12345|银监|金监|银保监|监管局|监管部门|人民银行投诉|消保|起诉|告你们|告银行|律师函|lodged? a complaint|(?:file[sd]?|filing|made|make|making|raise[sd]?|formal) (?:a |an )?(?:formal )?complaint|complained to"
)
_HINTS = re.compile(r"12378|监管|赔|曝光|媒体|举报|律师|起诉|银监|金监|消保|compensat|regulator|lawyer|sue")
_GRIEVANCE = re.compile(
    r"抱怨|埋怨|吐槽|发牢骚|牢骚|有(?:点|些|很大|一点|一些|不少|好大|大)?(?:的)?意见(?!书|建议|和建议|要)|意见(?:很|挺|比较|非常|好)?大|不满(?!足?\d|足?[一二三四五六七八九十两百]|[半足]|\d|[一二三四五六七八九十两]|周?岁|期|年|额)|"
    r"不(?:太|是很|大|怎么)?(?:高兴|开心|乐意|舒服|爽|痛快)|(?:很|挺|非常|有点|有些|特别|比较|十分|超|好)(?:生气|气愤|恼火|不爽|失望|火大|激动|愤怒|不悦)|生气|发火|发脾气|大发雷霆|气坏|火大|骂|嫌|情绪(?:很|比较|挺|有点)?(?:大|激动|不好)|有情绪|"
    r"(?:服务|态度)(?:很|太|不|比较|实在|真|也|极|有点|挺|特别|非常)*(?:差|不好|恶劣|冷淡|敷衍|不行|糟)|(?:等|排队|排)(?:了)?(?:太|很|好|那么|这么|半天)(?:久|长|时间|慢|半天)|排(?:了)?(?:[一两三四五六七八九十半\d]+(?:个)?(?:多)?(?:小时|钟头|分钟)|半天|好久|很久)(?:的)?(?:队)?|等了?(?:[一两三四五六七八九十半\d]+(?:个)?(?:多)?(?:小时|钟头)|半天|四十分钟|五十分钟)|"
    r"排队(?:时间)?(?:太|很|好|实在|真)?(?:久|长|慢|多)|叫号(?:太)?慢|办(?:业务|理|事|个\S{1,3})?(?:太|很|真|实在)慢|没人(?:管|理|搭理|接待|负责|处理)|踢皮球|推来推去|推诿|爱理不理|不理不睬|"
    r"(?:手续费|费用|收费|年费|利息|月供|管理费|服务费|短信费)(?:太|很|有点|实在|真|也太|偏|过)(?:高|贵|多|狠|黑)|收费(?:不合理|不透明|太贵)|乱收费|多扣|乱扣|扣错|被扣了|莫名其妙|误导|被骗|骗人|忽悠|坑(?:人|了|我|他|她)|上当|虚假宣传|泄露(?:了)?(?:\S{0,3})?(?:信息|隐私)|骚扰(?:电话|他|她)|总(?:是)?(?:出错|坏|卡|崩)|"
    r"(?:app|手机银行|网银|系统|atm|取款机|机器)(?:老|总|一直|又|经常|太|很|天天)(?:是)?(?:卡|崩|坏|出错|打不开|登不上|难用|闪退|慢)|(?:很|太|真|实在)难用|(?:亏|跌)(?:了)?(?:很多|不少|惨|好多|太多|[^,，。]{0,5})(?:[,，]?\S{0,4})(?:不满|生气|讨说法|找我|质问|质疑|骂)|讨(?:个)?说法|要(?:个)?说法|质问|要求?(?:我们|银行|你们)?赔|索赔|赔(?:偿|钱|他|她)|"
    r"(?:不|没)(?:给|跟)(?:他|她|客户)?说清楚|没说清|没(?:有)?(?:及时|提前)?(?:通知|告知|提醒)(?:他|她|客户)|等(?:得|的)?(?:不耐烦|急了|火)|不耐烦|受不了|寒心|心寒|被冷落|怠慢|曝光|举报|"
    r"complain(?!t closed)|complaint|unhappy|not happy|upset|angry|annoyed|furious|dissatisfied|not satisfied|disappointed|frustrat|fed up|grievance|grumbl|rude|waited (?:too long|\w+ (?:minutes|hours?))|(?:fees?|charges?|rates?) (?:is|are|was|were) too high|too (?:slow|expensive)|overcharged|misled|mis-?sold"
)
_NONE = re.compile(
    r"(?:没有?|无|未|没什么|并无|没啥|没再|不再|不会|不想|不打算|没有?任何|没(?:有)?提|没有?要|不用|不必|别|不是|并非|不算|不要|毫无)(?:什么|任何|再|去|要|来|是|正式|人|客户)?(?:投诉|抱怨|意见|不满|怨言|牢骚|生气|不高兴|嫌|举报|情绪)|"
    r"(?:投诉|举报)(?:的事|那件事|的问题|一事|那事|件|单|工单|案|已|都|也)*(?:已经|已|都|也|算|终于|总算|顺利|圆满)*(?:解决|处理(?:完|好|了|结束|妥)|结案|关闭|办结|撤|撤销|撤回|撤了|平息|了结|闭环|结束|答复(?:完|了|好))|撤(?:了|销|回|掉)?(?:了)?投诉|撤诉|取消(?:了)?投诉|"
    r"投诉(?:电话|热线|渠道|流程|率|量|数|管理|处理流程|培训|考核|箱|指标)|(?:防|零|降|怕|避免|预防)(?:被)?投诉|(?:征求|听取|听听|收集|征询|采纳|参考|问问|交换|询问|请教|给了?|听了?)\S{0,6}意见|(?:投资|参考|专业|审批|审核|指导|主管|领导|宝贵|好|修改|律师|医生|专家)(?:的)?意见|提了?\S{0,4}(?:点|条|些|个)?(?:好的?|宝贵)?(?:建议|意见和建议)|"
    r"(?:对|跟|和|投诉)(?:别的|其他|其它|别家|隔壁|他行|某行|物业|开发商|装修公司|邻居|老板|单位|快递|航空公司|保险公司|房东|中介|学校|工行|农行|中行|建行|交行|招行)\S{0,8}(?:投诉|不满|有意见|很生气|抱怨|发火|服务差)|投诉(?:了)?(?:别的|其他|别家|隔壁|他行|物业|开发商|装修|邻居|快递|航空|保险公司|房东|中介|工行|农行|中行|建行|交行|招行)|"
    r"(?:抱怨|吐槽|骂|埋怨|嫌)(?:了)?(?:一?下|几句)?(?:他|她|自己)?(?:的)?(?:天气|堵车|孩子|儿子|女儿|老公|老婆|儿媳|媳妇|婆婆|物业|邻居|老板|同事|股市|大盘|房价|学校|老师|工作|生意|身体|食堂|单位|交通|别家|他行|隔壁|工行|农行|中行|建行|交行|招行)|"
    r"(?:挨|被)(?:领导|主任|行长|老板|老婆|老公)骂|骂孩子|(?:不再|没那么|不那么|已经不)(?:生气|不满|抱怨|计较)|消气|不嫌|别嫌|不骂|气消|(?:孩子|儿子|女儿|老公|老婆|员工|下属|自己)[^,，。]{0,4}(?:生气|发火|发脾气|不高兴)|"
    r"no complaints?|(?:not|never|didn'?t|isn'?t|wasn'?t) (?:complain|unhappy|upset|angry|annoyed)\w*|complaint (?:is |was |has been |now )?(?:closed|resolved|settled|withdrawn|solved|handled)|withdr[ae]w (?:the|his|her) complaint|without complain\w*|nothing to complain|(?:complain\w*|upset|unhappy|angry) (?:about|with|at) (?:his|her|the) (?:son|daughter|boss|landlord|weather|neighbou?r|traffic|other bank)|"
    r"(?:wait(?:ed)? )?too slow(?:ly)? to (?:decide|buy)"
)
_UNKNOWN_TO_US = re.compile(r"(?:怎么|如何|哪里|找谁)(?:去)?投诉(?!我)|咨询\S{0,4}投诉|how to complain")
_CATEGORIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("privacy", re.compile(r"泄露|隐私|个人信息|骚扰|推销电话|privacy|leak|personal data")),
    (
        "fees",
        re.compile(
            r"手续费|收费|年费|费用|服务费|管理费|短信费|扣费|扣款|多扣|乱扣|扣了|月供|违约金|fee|charge"
        ),
    ),
    (
        "staff",
        re.compile(
            r"态度|柜员|大堂|客户经理|保安|工作人员|经理(?!来)|爱理不理|敷衍|冷淡|没礼貌|staff|teller|rude|attitude"
        ),
    ),
    (
        "channel",
        re.compile(
            r"app|手机银行|网银|系统|atm|取款机|机器|叫号机|客服|热线|95\d{3}|短信|登录|online|website|machine|hotline"
        ),
    ),
    (
        "product",
        re.compile(
            r"收益|亏|跌|净值|理财|基金|产品|利率|利息|误导|保本|回报|保险|return|loss|lost|fund|rate|product|yield|misled|mis-?sold|interest"
        ),
    ),
    (
        "service",
        re.compile(
            r"排队|等|慢|服务|窗口|没人|预约|材料|流程|手续|跑了|推诿|踢皮球|效率|queue|wait|service|slow"
        ),
    ),
)
_HIGH = re.compile(
    r"12378|监管|银监|金监|赔|律师|起诉|举报|骗|误导|泄露|发火|大发雷霆|愤怒|骂|闹|拍桌|销户|全部转走|compensat|regulator|lawyer|sue|furious|fraud|misled|leak"
)
_CRISIS = re.compile(
    r"媒体|记者|曝光|微博|抖音|小红书|网上发|发到网|发网上|朋友圈曝|拉横幅|聚集|围堵|一群|电视台|报警|press|journalist|social media|tiktok|weibo|crowd|newspaper"
)


def complaint(text: str) -> ComplaintSaid | None:
    """The complaint or grievance a line voices, None where it only speaks about one."""
    clear = _NONE.sub(lambda found: "〇" * len(found[0]), text)
    if _UNKNOWN_TO_US.search(clear):
        return None
    formal = _FORMAL.search(clear)
    voiced = formal or _GRIEVANCE.search(clear)
    if voiced is None:
        return None
    return ComplaintSaid(
        formal=formal is not None,
        category=next((name for name, pattern in _CATEGORIES if pattern.search(clear)), "other"),
        severity=_severity(clear),
        said=_clauses(text, voiced.start(), voiced.end()),
    )


def may_be_formal(text: str) -> bool:
    """Whether a grievance carries words that make one ask whether it is a formal complaint."""
    return _HINTS.search(text) is not None


def _severity(text: str) -> Literal["low", "high", "crisis"]:
    if _CRISIS.search(text):
        return "crisis"
    return "high" if _HIGH.search(text) else "low"


def _clauses(text: str, start: int, end: int) -> str:
    left = max((match.end() for match in CLAUSE_END.finditer(text, 0, start)), default=0)
    right = CLAUSE_END.search(text, end)
    return text[left : right.start() if right else len(text)].strip()
