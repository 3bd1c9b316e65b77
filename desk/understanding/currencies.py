"""Words for money and the currencies they mean."""

__all__ = ["MONEY", "currency_of"]

# The longer words of one beginning stand before the shorter ones.
MONEY = (
    "(?:美元|美金|美刀|美子|澳刀|加刀|纽刀|新刀|刀|港币|港元|港纸|欧元|欧(?![洲美阳尚盟式])|英镑|镑|日元|日币|日圆|台币|新台币|澳门币|葡币|韩元|韩币"
    "|泰铢|铢|澳元|澳币|加元|加币|纽币|纽元|新西兰元|马币|令吉|卢布|新币|坡币|新加坡元|瑞郎|法郎|人民币|元|块钱|块(?!头|根)|圆)"
    "|(?:usd|hkd|eur|gbp|jpy|aud|cad|nzd|sgd|twd|ntd|myr|cny|rmb|dollars?|euros?|pounds?|yuan)(?![a-z])"
)
_CURRENCIES = {
    "美": "USD",
    "刀": "USD",
    "us": "USD",
    "$": "USD",
    "do": "USD",
    "港": "HKD",
    "hk": "HKD",
    "欧": "EUR",
    "eu": "EUR",
    "€": "EUR",
    "英": "GBP",
    "镑": "GBP",
    "gb": "GBP",
    "£": "GBP",
    "po": "GBP",
    "日": "JPY",
    "jp": "JPY",
    "澳": "AUD",
    "au": "AUD",
    "加": "CAD",
    "ca": "CAD",
    "纽": "NZD",
    "nz": "NZD",
    "新西": "NZD",
    "新": "SGD",
    "坡": "SGD",
    "sg": "SGD",
    "s$": "SGD",
    "瑞": "CHF",
    "法": "CHF",
    "台": "TWD",
    "tw": "TWD",
    "nt": "TWD",
    "新台": "TWD",
    "澳门": "MOP",
    "葡": "MOP",
    "韩": "KRW",
    "泰": "THB",
    "铢": "THB",
    "马": "MYR",
    "令": "MYR",
    "my": "MYR",
    "卢": "RUB",
}


def currency_of(said: str) -> str:
    """The code of the currency that a word or sign names; yuan where none does."""
    return _CURRENCIES.get(said[:2]) or _CURRENCIES.get(said[:1]) or "CNY"
