"""What kind of contact a line tells of, and whether the customer was reached."""

import re
from dataclasses import dataclass

from store.records import Kind, Outcome, Purpose

__all__ = ["Contacted", "contacted", "purpose"]

# 某 stands for a customer's name here: names are overwritten before these rules read the line.
_PERSON = r"某+|他|她|客户|他们|对方|老人|一家|him|her|them"
_NOT_REACHED_CALL = (
    r"没接(?!受|触|着|待|送|纳)|未接(?!受|触)|沒接|没有接(?!受|触)|不接电话|不接我?电话|无人接听?|没人接(?!待)|没有人接|没应答|无应答|无人应答|打不通|没打通|未打通|"
    r"没通(?!过)|不通|占线|关机|停机|不在服务区|无法接通|没联系上|联系不上|未联系上|没联络上|没找到人|没人应|忙音|一直忙|转语音信箱|没听到?电话|没听(?=$|[,，\s])|冇人听|没人听"
    r"|未接通|没接通|没找着|找不到人|no answer|didn'?t (?:answer|pick up)|did not (?:answer|pick up)|not (?:answered|answering|reachable|available)|no reply|"
    r"unreachable|voicemail|voice mail|busy tone|line (?:was )?busy|couldn'?t (?:reach|get through)|could not (?:reach|get)|can'?t reach|no pick ?up|no one answered|nobody answered|phone (?:was )?off|switched off|unanswered|missed"
)
_NOT_REACHED_VISIT = (
    r"没碰(?:上|到|见|着)|没见(?:到|着|上)|没遇(?:到|上|见)|不在家|家里没人|人不在|不在公司|不在办公室|不在店|扑了?个?空|跑空|白跑|锁着门|没人开门|没开门|吃了?闭门羹|"
    r"没等到|没来(?=$|[,，。\s了])|爽约|放(?:了)?(?:我)?鸽子|nobody home|not (?:at )?home|not in(?: the)? office|wasn'?t (?:in|there|home)|no[- ]show|was out"
)
_NOT_REACHED_MESSAGE = (
    r"没回(?!来|国|家|去|款|访|行|老)|未回(?!来|国|复率|访)|不回(?:消息|信息|微信|复|我)?(?=$|[,，。\s])|没有回(?:复|音|应|信)|没回复|没回音|无回复|已读不回|没理|不理(?:我)?(?=$|[,，。\s])|没反应|"
    r"石沉大海|no response|hasn'?t replied|not replied|didn'?t reply|unread|no reply"
)
_WRONG = (
    r"空号|打错|错号|号码(?:是)?错|号码不对|号码有误|电话不对|电话错|电话是错|不是本人|不是他的?号|不是她的?号|换号|号码(?:已)?(?:注销|停用|过户|换)|号是别人|接的是别人|别人接的|wrong number|wrong person|"
    r"number (?:is )?(?:not in service|doesn'?t exist|invalid|disconnected)|not in service"
)
_REFUSED = (
    r"拒接|拒听|直接挂|一接就挂|挂断|挂了我|被挂|给挂了|就挂了|秒挂|cut我|拒绝(?:了)?(?:接|联系|沟通|见|回访|来电|我)|不愿意?(?:再)?(?:被)?(?:联系|打扰|接|见|沟通)|不想(?:再)?(?:被)?(?:联系|打扰|接(?:到)?(?:我们|银行|推销)?.{0,3}电话|见)|"
    r"(?:别|不要|不用|勿|甭|不许|不准)再?(?:给.{0,3})?(?:打|联系|来电|骚扰|打扰)|拉黑|把我删|删了我|不见(?=$|[,，。\s])|不肯见|拒见|婉拒(?:见|拜访)|hung up|refused|don'?t call|do not call|stop calling|not to be (?:called|contacted)|declined (?:the call|to talk|to meet|to speak)|blocked me"
)
_RECOVERED = r"(?:后来|然后|之后|第[二三]次|再打|又打|后面|最后|终于|晚上|下午|回拨)[^,，。]{0,6}(?:接了|通了|打通|联系上|回过来|回电|回了|见到|聊)|又打通|回拨过来|回电话来|回过来了|给我回了?电话|给我回过来|called (?:me )?back|rang back|then (?:he|she) (?:answered|picked up)|got through"

_CALL = (
    r"打(?:了|过|完)?(?:个|一个|通|了个|过个)?(?:回访|祝福|问候|生日|慰问|视频|语音|微信)?电话|(?:致|去|来|通|回|接)(?:了|过|完|到)?(?:他|她|个|一个|某+|客户|的|我的?|了个)?的?电(?!子|影|脑|器|视|费|商)(?:话)?|通(?:了|过|完)?(?:个)?话|电联|电访|电话|打给(?:了)?|"
    r"打(?:了|过|完|通|不通)|打(?=某|他|她|给)|拨(?:了|打|通|过)|外呼|回访(?:了|过|完|电话)|回访(?=某|他|她|客户)|回访|语音(?:通话|聊)|视频(?:通话|聊|了)|接通|接了|cold call|致电|"
    r"\b(?:call|called|phoned|rang|ring|phone|phone call|dialled|dialed|spoke|on the phone|tel|video call|facetime|talked|facetimed)\b"
)
_NO_CALL = r"电话(?:号码|号|银行|换|改|变|是|多少|没变|留|登记|不对)|手机银行|留(?:了|个)?(?:他的?|她的?)?电话|要(?:了|个)电话|客服电话|热线电话|95\d{3}|银行电话|推销电话|骚扰电话|诈骗电话"
_MESSAGE = (
    r"(?:发|回|留|写|收到|微|群发|转发)(?:了|过|完)?(?:个|条|一条|封|一封|几条|了条|给)?(?:某+|他|她|客户)?(?:一?[个条封])?(?:的)?(?:祝福|生日|节日|问候|产品|活动|到期|提醒|拜年|早安)?(?:微信|短信|消息|信息|邮件|私信|企微|whatsapp|语音|留言|红包|链接|海报|推文|文案|话术|资料|产品资料|方案|祝福|问候|公众号)|"
    r"微信(?:上|里|中)?(?:聊|说|问|沟通|联系|发|回|告知|通知|提醒|留言|约|祝|推|交流|推送|给|找|跟|和|答复|回复|确认|祝福|问候|讲|没|已读|未)|短信(?:通知|提醒|告知|祝福|问候|联系|给|回复|回|已)|群发|企微|私信|留言|留了言|发(?:了|过)?(?:微信|短信)|"
    r"给(?:某+|他|她)?微信|用微信|加(?:了|上)?(?:某+|他|她)?(?:的)?微信|朋友圈|微信(?=$|[,，\s])|短信(?=$|[,，\s])|^微信|^短信|wechat|whatsapp|\b(?:text|texted|messaged|message|sms|e-?mail|e-?mailed|wrote|dm)\b"
)
_BRANCH = (
    r"(?:来|到|来到|到了|来了|来过|到过|今天来|进)(?:我们?|咱们?|我)?(?:的)?(?:网点|行里|支行|分行|营业厅|营业部|柜台|柜面|大堂|店里|贵宾室|理财室|银行(?!卡)|行(?=[办取存开坐聊,，\s]|$))|(?:在|于)(?:网点|行里|柜台|柜面|大堂|大厅|贵宾室|理财室|厅堂|支行)|"
    r"到店|来访|来店|进店|来行|到行|(?:某+|他|她|客户)(?:今天|上午|下午|刚|刚刚|刚才|自己|又|一早|昨天|特意|专门|主动|中午|早上|带\S{1,4})?(?:来|过来)(?:了|过|办|取|存|开|签|拿|领|咨询|坐|聊|问|换|交|做|看|找我)|刚来(?:过|了|办|咨询|取|存|坐)|厅堂(?:遇|碰|偶遇|接待)|接待(?:了|过|完)?(?!室)|"
    r"came (?:in|to|by|into|over)|walked in|dropped (?:in|by)|(?:visited|at|in) (?:the|our) (?:branch|counter|lobby|office)|stopped by|at branch|in branch"
)
_VISIT = (
    r"拜访|上门|登门|走访|面谈|面访|面见|见面|见(?:了|过|到)(?:某+|他|她|客户|面|一面)|见(?=某)|家访|看望|探望|探访|探视|实地|面对面|当面|"
    r"(?:去|到|去了|到了|去过)(?:了|过)?(?:一趟)?(?:某+|他|她|客户|他们|医院|对方)?(?:的)?(?:家|家里|公司|单位|厂|厂里|工厂|店|店里|办公室|小区|府上|工地|病房|医院|饭店|学校|养老院|仓库|门店|茶馆|园区)(?!见)|去(?:了|过|看)(?:某+|他|她)|去(?=某)|"
    r"陪(?:着|了|同|伴|完)?(?:某+|他|她|客户|老人)|(?:吃|喝)(?:了|过|完|个|了个|着|顿|了顿|一顿|一次)*(?:饭|茶|咖啡|早茶|下午茶|酒|午饭|晚饭|火锅)|饭局|饭桌|聚餐|打(?:了|过|完|一场|场|了场|着)*(?:高尔夫|球|羽毛球|乒乓球|牌|麻将|网球)|钓(?:了|过|完)?鱼|爬山|饮茶|食饭|"
    r"\b(?:visit|visited|met|meeting|meet|saw|lunch|dinner|coffee|tea|breakfast|golf|home visit|face to face|in person)\b"
)
_EVENT = (
    r"(?:参加|出席|来了?|到|带\S{0,6}来)(?:了|过|完|的)?(?:我们?|咱们?)?(?:的|行里的?|网点的?|银行的?|支行的?)?(?:这次|那场|今天的?|昨天的?|昨晚的?|上午的?|下午的?|一场|一个)?[^,，。\s不]{0,10}(?:活动|讲座|沙龙|品鉴会?|品酒会?|茶会|酒会|茶话会|答谢会?|路演|论坛|插花|亲子|观影|健步走?|开放日|插花课|课堂|比赛|晚宴|派对|说明会|推介会|发布会|酒会|养生课|财商营|烘焙)|"
    r"(?:活动|讲座|沙龙|品鉴会|品酒会|答谢会|路演|论坛|酒会|茶会|观影|开放日|晚宴|说明会|推介会|插花课|茶话会)(?:上|中|里|现场|结束后?|后|期间|间隙|完)|"
    r"(?:参加|出席)(?:了|过|完)|\b(?:attended|joined|took part|came to (?:the|our) (?:seminar|event|salon|workshop|talk|tasting|dinner|party))\b|at (?:the|our) (?:seminar|event|salon|workshop|talk|tasting|gala)"
)
_PRESENTS = r"礼品|礼物|礼盒|伴手礼|蛋糕|月饼|茶叶|鲜花|花篮|花|粽子|果篮|水果|米|油|对联|春联|福字|台历|挂历|大闸蟹|红酒|酒|券|卡券|电影票|门票|纪念品|纪念币|口罩|保温杯|杯子|伞|雨伞|巧克力|坚果|红包封|利是封|年货|补品|牛奶|普洱|龙井|围巾|小礼品|生日礼|慰问品|螃蟹|汤圆|书"
_GIFT = (
    rf"(?:送|寄|拿|带|捎|快递|赠|赠送|提|领|派)(?:了|去|给|过去|上|到|过|走|完|来|出|了去)*(?:某+|他|她|客户|家里?)*(?:的)?(?:[一两三几]?(?:份|个|盒|束|箱|袋|桶|瓶|张|套|点|些|只|提|筐|本))?(?:生日|中秋|端午|春节|新年|节日|积分|小|定制|行里的?|手工|进口|一\S)?(?:的)?(?:{_PRESENTS})(?!卡里|贷|行)|(?:{_PRESENTS})(?:已经|已|都|给\S{{0,3}})*(?:送|寄|拿|派)(?:了|到|过去|给|去|出|走)|送(?:了|去|给)?礼|"
    r"\b(?:gift|present|flowers|mooncakes?|cake|hamper|fruit basket)\b"
)
_CARD = r"(?:寄|送|发|写)(?:了|去|给|过|出)*(?:某+|他|她)?(?:一?张)?(?:生日|新年|节日|手写|电子|圣诞)?(?:贺卡|卡片|明信片|贺年卡)|(?:greeting|birthday|christmas|new year) card"

_PLANNED = re.compile(
    r"(?:想|要(?!求)|会|让|请|邀请?|约(?!见|谈)|叫|建议|打算|准备|答应|同意|改天|有空|下次|抽空|抽时间|提醒|能|可以|希望|愿意|计划|得|需要?|以后|到时候?|等|欢迎|劝|通知|催|不|没|没有|未|别|没空|说好|方便|invite[ds]? \S{0,12}|to|will|wants? to|should|please|asked (?:him|her|them) to|need to|agreed to|going to|promised to|let's|can)\s?(?:他|她|某+|客户|我|再|下周|下午|明天|去|来|给|跟|和|him|her|them|\S{0,2}){0,3}$"
)
_PERFORMED = re.compile(r"了|过|完|刚|已|昨|今早|今天|上午")
_TALKED = re.compile(
    r"接了|打通|接通|通了话?|聊|说(?!明书|法|不定|是)|讲(?!座)|问(?!题|候)|谈|答应|同意|约|告知|回复|回了|回覆|覆|表示|通知|沟通|提到|反映|咨询|反馈|确认|感谢|谢谢|道谢|抱怨|嫌|投诉|不满|意见|想|要(?!是)|愿意|觉得|认为|担心|考虑|打算|准备|希望|需要|关心|感兴趣|没兴趣|高兴|开心|满意|生气|犹豫|决定|已读|介绍|推荐|解释|提醒|核实|了解|续|转|买|存|取|贷|"
    r"带了|送了|发了|加了|请教|祝|慰问|问候|她?他?听了|讨论|讲解|聊了|交流|spoke|talked|said|asked|told|wants?|agreed|discussed|confirmed|explained|replied|answered|picked up|thanked|chatted|interested|happy|would like|promised|complain|mention|reached|remind|considering|will|need|prefers?|likes?"
)
_REPLIED = re.compile(
    r"回复(?!率)|回了|回覆|回我|秒回|已回|回消息|回信|聊|说(?!明书)|问(?!候|题)|答应|同意|约好|约了|确认|表示|想|要(?!是)|感谢|谢谢|收到|他回|她回|咨询|讨论|沟通|交流|愿意|嫌|抱怨|考虑|replied|answered|said|asked|responded|confirmed|thanked|wants?|agreed|chatted|reply|interested|would like"
)
_SPEECH = re.compile(
    r"(?:某+|他|她|客户)[^,，。]{0,6}(?:说(?!明书)|答应|同意|问(?!题|候)|反映|表示|回复|告诉|提到|咨询|来电|反馈|确认)|(?:某+|he|she|client|customer) (?:said|asked|agreed|told|confirmed|mentioned|replied|promised)|(?:跟|和|与|同)(?:某+|他|她)[^,，。]{0,6}(?:聊|谈|沟通|说|讲|确认|约)|聊(?:了|过|到|完)|沟通(?:了|过|完)|联系(?:了|过|上)(?!没)|约(?:了|好)"
)
_FINISHED = re.compile(r"联系(?:了|过|上)|沟通(?:了|过|完|好)|跟进(?:了|过)|contacted|reached")
_ABOUT_US = re.compile(r"客服|热线|95\d{3}|你们|咱们?行|我行|银行|网点|柜台|人工|hotline|customer service")


@dataclass(frozen=True, kw_only=True)
class Contacted:
    """A kind of contact and its outcome, each None where the line does not tell."""

    kind: Kind | None = None
    outcome: Outcome | None = None


_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.EVENT, _EVENT),
        (Kind.VISIT, _VISIT),
        (Kind.BRANCH_VISIT, _BRANCH),
        (Kind.CALL, _CALL),
        (Kind.CARD, _CARD),
        (Kind.GIFT, _GIFT),
        (Kind.MESSAGE, _MESSAGE),
    )
)
_NO_CALL_AT = re.compile(_NO_CALL)
_FAILURES: tuple[tuple[Outcome, Kind | None, re.Pattern[str]], ...] = (
    (Outcome.WRONG_NUMBER, Kind.CALL, re.compile(_WRONG)),
    (Outcome.REFUSED, None, re.compile(_REFUSED)),
    (Outcome.NO_ANSWER, Kind.CALL, re.compile(_NOT_REACHED_CALL)),
    (Outcome.NO_ANSWER, Kind.VISIT, re.compile(_NOT_REACHED_VISIT)),
    (Outcome.NO_ANSWER, Kind.MESSAGE, re.compile(_NOT_REACHED_MESSAGE)),
)
_RECOVERY = re.compile(_RECOVERED)


def contacted(told: str) -> Contacted:
    """Reads a simplified, small-letter line whose names are 某 and whose promises are blanked out."""
    kind = _kind(told)
    failed = _failure(told)
    if failed and not _RECOVERY.search(told, failed[2]):
        outcome, by, _ = failed
        if kind is None or (by is Kind.CALL and kind in {Kind.MESSAGE, Kind.GIFT}):
            kind = by or Kind.CALL
        return Contacted(kind=kind, outcome=outcome)
    if failed and kind is None:
        kind = failed[1]
    return Contacted(kind=kind, outcome=_reached(told, kind, recovered=failed is not None))


def _kind(told: str) -> Kind | None:
    for kind, pattern in _KINDS:
        for match in pattern.finditer(told):
            if (
                match[0]
                and not _only_planned(told, match)
                and not (kind is Kind.CALL and _no_call(told, match))
            ):
                return kind
    return None


def _only_planned(told: str, match: re.Match[str]) -> bool:
    return _PLANNED.search(told[max(0, match.start() - 14) : match.start()]) is not None


def _no_call(told: str, match: re.Match[str]) -> bool:
    return any(one.start() <= match.start() < one.end() for one in _NO_CALL_AT.finditer(told))


def _failure(told: str) -> tuple[Outcome, Kind | None, int] | None:
    for outcome, kind, pattern in _FAILURES:
        for match in pattern.finditer(told):
            clause = re.split("[,，。;；]", told[: match.start()])[-1]
            reported = re.search(r"说|问|抱怨|投诉|反映|为什么|如果|要是|怕|嫌", clause)
            ours = _ABOUT_US.search(clause)
            if ours or (reported and outcome is not Outcome.REFUSED):
                continue
            return outcome, kind, match.end()
    return None


def _reached(told: str, kind: Kind | None, *, recovered: bool) -> Outcome | None:
    if recovered:
        return Outcome.REACHED
    if kind in {Kind.VISIT, Kind.BRANCH_VISIT, Kind.EVENT}:
        return Outcome.REACHED
    if kind is Kind.CALL:
        return Outcome.REACHED if _TALKED.search(told) else None
    if kind is Kind.MESSAGE:
        return Outcome.REACHED if _REPLIED.search(told) else None
    if kind is Kind.GIFT:
        return None if re.search("寄|快递|mail|post", told) else Outcome.REACHED
    if kind is Kind.CARD:
        return None
    return Outcome.REACHED if _SPEECH.search(told) or _FINISHED.search(told) else None


_PURPOSES: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    (
        Purpose.ENTITLEMENT,
        re.compile(
            r"权益|积分|礼遇|体检|贵宾厅|机场|停车券|兑换|洗牙|接送机|高铁贵宾|entitlement|points|lounge"
        ),
    ),
    (
        Purpose.CARE,
        re.compile(
            r"生日|祝|问候|节日|看望|探望|慰问|关心|拜年|住院|康复|喝茶|吃饭|高尔夫|中秋|端午|春节|新年|birthday|greet|season|hospital|congrat|wish"
        ),
    ),
    (
        Purpose.PRODUCT,
        re.compile(
            r"理财|存款|定期|存单|基金|国债|保险|年金|贷|信用卡|黄金|信托|外汇|结构性|续|利率|收益|产品|申购|赎回|配置|资产|deposit|fund|loan|insurance|wealth|invest|renew|product|bond|rate"
        ),
    ),
    (
        Purpose.SERVICE,
        re.compile(
            r"投诉|意见|手续费|补办|挂失|修改|证明|流水|对账|更新|密码|办理|service|complain|fee|statement|certificate"
        ),
    ),
)


def purpose(text: str) -> Purpose | None:
    """What a contact was for, where the line shows it; money comes before care, complaints before both."""
    if re.search("投诉|12378|complain", text):
        return Purpose.SERVICE
    found = [which for which, pattern in _PURPOSES if pattern.search(text)]
    if Purpose.PRODUCT in found and Purpose.ENTITLEMENT not in found:
        return Purpose.PRODUCT
    return found[0] if found else None
