"""What Chinese names and forms of address are made of: surnames, titles with sex and age, relations."""

import re
from typing import NamedTuple

from store.records import Sex

__all__ = [
    "ANYBODY",
    "COMPOUND",
    "LEFT",
    "LETTERS",
    "RELATIONS",
    "SURNAMES",
    "TITLES",
    "Title",
    "after_title",
]

SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段钱汤黎常史龙贺陶顾郝龚邵万覃武戴孔严樊兰殷施洪翟安颜倪牛温芦季俞章鲁"
    "葛伍申尤毕聂柴焦向柳邢岳齐梅莫庄辛管祝左涂谷耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景薄单包"
    "司柏宁柯阮桂闵解强丛仇华车冉房边净阎窦宫巩敖晏简饶池蓝古米仲苑蒲符臧农栾娄佟喻覃缪商褚冷寇丘滕鹿楚邬郁戚麦邝冼伏明毛康乔赖庞舒骆卓穆祁"
)
COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "夏侯",
    "端木",
    "南宫",
    "长孙",
)

# A surname's character after one of these belongs to another word: 上周, 提高, 现金, 一张, 如何.
LEFT = {
    "周": "上下本这一每两几三四当首前隔后半围",
    "高": "很太较更最提偏费息险益率价身比挺不升走创格求跳崇嫌还新蛮",
    "金": "基资现奖黄租佣本押千五美税定罚酬积年退",
    "张": "一两几三四五纸开紧夸扩主这那每",
    "马": "立人骑斑罗走上",
    "何": "如任为几奈",
    "方": "对地双平大官资甲乙一南北东西立配药警我",
    "万": "0123456789十百千一二两三四五六七八九几.零多来",
    "于": "由关对等至属终在位基高低大小用善出处敢",
    "余": "剩多其业结有节",
    "任": "责信主担出现前就",
    "时": "当小及平同随按到",
    "常": "经平日非正异通时",
    "易": "交贸容简",
    "钟": "分点",
    "段": "阶时手片地",
    "章": "公盖文印",
    "程": "流行工过课日里",
    "叶": "茶树",
    "孙": "外儿祖子",
    "林": "森园",
    "白": "明空",
    "安": "平保治公西",
    "成": "完达分收变换改组构做说当赞促提",
    "文": "中英论公作",
    "单": "订菜存保账名清工回对简买下",
    "关": "有相机海无开",
    "明": "说证表声",
    "谢": "感多谢",
    "许": "也允或",
    "费": "手收缴付免消续话电水学小年管",
    "严": "庄谨太很",
    "管": "不保主监尽",
    "谈": "面洽座",
    "向": "方倾转意一",
    "齐": "整一",
    "钱": "存取花转有点块的赚省没个缺挣多",
    "包": "红面钱书承打",
    "車": "",
    "车": "买开坐汽新房还提",
    "房": "买住租看新卖",
    "华": "中精",
    "强": "加增很较",
    "简": "很",
    "温": "气体",
    "石": "",
    "查": "检调审",
    "解": "了理讲和",
    "甘": "不",
    "商": "电经招工",
    "胡": "二",
    "江": "",
    "童": "儿",
    "路": "走上一半",
    "雷": "踩暴",
    "米": "平",
    "阳": "太",
    "游": "旅",
    "项": "事选各",
    "曲": "歌",
    "盛": "",
    "夏": "今",
    "季": "四一这本上下每旺淡雨",
    "龙": "",
    "史": "历",
    "顾": "照回客",
    "伍": "队",
    "温州": "",
}


class Title(NamedTuple):
    """Who is called so: the sex and the ages between which one is; `staff` are people of the bank."""

    sex: Sex | None = None
    youngest: int = 18
    oldest: int = 120
    staff: bool = False


ANYBODY = Title()
_F, _M = Sex.FEMALE, Sex.MALE
TITLES: dict[str, Title] = {
    "总": Title(),
    "总裁": Title(),
    "总监": Title(),
    "总经理": Title(),
    "董": Title(),
    "董事长": Title(),
    "老板": Title(),
    "老板娘": Title(_F),
    "经理": Title(),
    "主任": Title(),
    "老师": Title(),
    "医生": Title(),
    "大夫": Title(),
    "律师": Title(),
    "教授": Title(),
    "博士": Title(),
    "局长": Title(),
    "局": Title(),
    "处长": Title(),
    "处": Title(),
    "科长": Title(),
    "校长": Title(),
    "院长": Title(),
    "厂长": Title(),
    "书记": Title(),
    "会计": Title(),
    "工": Title(),
    "师傅": Title(),
    "先生": Title(_M),
    "生": Title(_M),
    "女士": Title(_F),
    "小姐": Title(_F, 18, 55),
    "太太": Title(_F, 22),
    "太": Title(_F, 22),
    "夫人": Title(_F, 22),
    "阿姨": Title(_F, 40),
    "大姨": Title(_F, 40),
    "大婶": Title(_F, 38),
    "婶子": Title(_F, 38),
    "大嫂": Title(_F, 28),
    "老妹": Title(_F, 18, 60),
    "老哥": Title(_M, 35),
    "老弟": Title(_M, 18, 60),
    "兄弟": Title(_M, 16, 65),
    "老汉": Title(_M, 55),
    "老头": Title(_M, 55),
    "老大爷": Title(_M, 55),
    "老大娘": Title(_F, 55),
    "小伙子": Title(_M, 16, 40),
    "姑娘": Title(_F, 16, 45),
    "大妹子": Title(_F, 18, 60),
    "掌柜": Title(),
    "村长": Title(),
    "支书": Title(),
    "所长": Title(),
    "站长": Title(),
    "镇长": Title(),
    "队长": Title(),
    "姨": Title(_F, 38),
    "大姐": Title(_F, 30),
    "姐姐": Title(_F, 20, 65),
    "姐": Title(_F, 18, 65),
    "大哥": Title(_M, 28, 70),
    "哥": Title(_M, 18, 65),
    "叔叔": Title(_M, 38),
    "大叔": Title(_M, 38),
    "叔": Title(_M, 38),
    "伯伯": Title(_M, 50),
    "伯": Title(_M, 50),
    "伯父": Title(_M, 50),
    "伯母": Title(_F, 50),
    "大爷": Title(_M, 55),
    "爷爷": Title(_M, 58),
    "大伯": Title(_M, 50),
    "奶奶": Title(_F, 58),
    "婆婆": Title(_F, 58),
    "大妈": Title(_F, 48),
    "大娘": Title(_F, 48),
    "妈妈": Title(_F, 24),
    "妈": Title(_F, 24),
    "嫂子": Title(_F, 24, 75),
    "嫂": Title(_F, 24, 75),
    "婶": Title(_F, 38),
    "老太太": Title(_F, 60),
    "老爷子": Title(_M, 60),
    "老先生": Title(_M, 58),
    "弟": Title(_M, 16, 45),
    "妹": Title(_F, 16, 45),
    "妹妹": Title(_F, 16, 45),
    "小妹": Title(_F, 16, 45),
    "美女": Title(_F, 16, 50),
    "帅哥": Title(_M, 16, 50),
    "同学": Title(None, 14, 35),
    "警官": Title(),
    "行长": Title(staff=True),
    "柜员": Title(staff=True),
}
# 「小张」 is not 70 and 「老张」 is not 25.
PREFIXES = {"老": Title(None, 42), "小": Title(None, 16, 48), "阿": Title(None, 16)}

LETTERS = {
    "mr": Title(_M),
    "mrs": Title(_F, 20),
    "ms": Title(_F),
    "miss": Title(_F, 14, 60),
    "mister": Title(_M),
    "master": Title(_M),
    "madam": Title(_F),
    "mdm": Title(_F),
    "mme": Title(_F),
    "lady": Title(_F),
    "grandma": Title(_F, 58),
    "grandpa": Title(_M, 58),
    "grandmother": Title(_F, 58),
    "grandfather": Title(_M, 58),
    "auntie": Title(_F, 38),
    "aunty": Title(_F, 38),
    "uncle": Title(_M, 38),
    "dr": Title(),
    "prof": Title(),
    "professor": Title(),
    "granny": Title(_F, 58),
    "boss": Title(),
    "director": Title(),
    "teacher": Title(),
}

RELATIONS = (
    "儿子|女儿|老公|老婆|爱人|丈夫|妻子|先生|太太|媳妇|儿媳|女婿|父亲|母亲|爸爸|妈妈|爸|妈|爷爷|奶奶|外公|外婆|哥哥|弟弟|姐姐|妹妹"
    "|孙子|孙女|外孙|侄子|侄女|外甥|孩子|小孩|家人|家属|朋友|同事|老板|合伙人|司机|秘书|助理|财务|会计|出纳|亲家|表弟|表哥|闺蜜|邻居"
    "|闺女|老伴|对象|姑爷|老丈人|丈母娘|小舅子|老头子"
)
ENGLISH_RELATIONS = (
    "son|daughter|wife|husband|mother|father|mom|dad|brother|sister|friend|assistant|partner|secretary"
)

# What may not follow a short title, because the two are the start of another word.
_NOT_AFTER = {
    "总": "结共额体量部行数计署归得",
    "太": "高贵慢久少多低差远难晚早大小忙好长短麻快累满平过不复吵热冷阳坑烂",
    "工": "作资行商程厂人地会业具",
    "局": "面部限势",
    "处": "理在于方境分罚",
    "生": "日意病活气产前效成孩孕",
    "弟": "弟妹",
    "妹": "妹夫",
    "董": "",
    "老师": "",
    "妈": "",
    "伯": "",
    "会计": "师",
}


def after_title(title: str, rest: str) -> bool:
    """Whether the words after a title leave it standing: 周总 does, 周总结 does not."""
    return not (rest and rest[0] in _NOT_AFTER.get(title, ""))


def titles_pattern() -> str:
    """All titles as alternatives, the longest first."""
    return "|".join(map(re.escape, sorted(TITLES, key=len, reverse=True)))
