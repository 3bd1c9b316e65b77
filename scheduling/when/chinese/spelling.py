"""One spelling for all: full-width and traditional characters, each turned into one character."""

# Only characters that words of time are written with, or that stand beside them in a trap.
TRADITIONAL = (
    "後時點號週禮間個兩過來內裡裏這聽尋鐘鍾節臘閏農曆歷國慶勞動婦兒聖誕陽陰舊歲從約與還無開閉結業幾當"
    "剛纔纏數滿處驚蟄穀種臺灣萬億亞產標準氣訊頭黃證說單電話養總轉邊圍記淨會見錢鈔網優觀試雙權護復終龍"
    "擡長輪晝聼嚟喺餘馬級線機車門廳窗櫃庫倉鋪員碼樓棟層館隊組辦預範購買賣遲漲樣誰專辭飯麼請參財條該應"
    "覆錯項圓塊價繳續傳們發藥東學議問題勢體獲顧慮況訴誠區別變規識啟檔頓報紙計劃調銀貴賓錶講給張陳趙孫"
    "劉楊吳鄭馮蔣韓蕭葉蘇呂鄧許盧譚陸韋賈鄒閻龔嚴羅貨練習備註聯繫"
)
SIMPLIFIED = (
    "后时点号周礼间个两过来内里里这听寻钟钟节腊闰农历历国庆劳动妇儿圣诞阳阴旧岁从约与还无开闭结业几当"
    "刚才才数满处惊蛰谷种台湾万亿亚产标准气讯头黄证说单电话养总转边围记净会见钱钞网优观试双权护复终龙"
    "抬长轮昼听来在余马级线机车门厅窗柜库仓铺员码楼栋层馆队组办预范购买卖迟涨样谁专辞饭么请参财条该应"
    "复错项圆块价缴续传们发药东学议问题势体获顾虑况诉诚区别变规识启档顿报纸计划调银贵宾表讲给张陈赵孙"
    "刘杨吴郑冯蒋韩萧叶苏吕邓许卢谭陆韦贾邹阎龚严罗货练习备注联系"
)

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS = {
    "\u3000": " ", "\xa0": " ", "\t": " ", "～": "~", "〜": "~", "－": "-", "—": "-", "–": "-",
    "―": "-", "−": "-", "ー": "-", "∶": ":", "︰": ":", "○": "〇", "Ｏ": "〇",
}  # fmt: skip
_TABLE = (
    _WIDE
    | {ord(a): b for a, b in zip(TRADITIONAL, SIMPLIFIED, strict=True)}
    | {ord(a): b for a, b in _MARKS.items()}
)


def one_spelling(text: str) -> str:
    """The text in half-width forms and simplified characters, of the same length."""
    return text.translate(_TABLE)
