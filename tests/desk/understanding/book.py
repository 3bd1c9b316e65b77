"""A made-up book of 45 customers that the labelled lines speak of, with namesakes among them."""

from store.records import Birthday, Customer, Masked, Sex

# number, name, sex, year of birth, phone, employer
_ROWS = """
1 张伟 M 1982 13800000001
2 陈桂英 F 1958 13800000102
3 陈丽华 F 1965 13800000203
4 李建国 M 1960 13800000304 宏达建材有限公司
5 王雨桐 F 1994 13800000405
6 何丽 F 1979 13800000506
7 黄美玲 F 1970 13800000607
8 周一凡 M 1988 13800000708
9 高平 M 1966 13800000809
10 赵明远 M 1955 13800000910
11 赵明远 M 1990 13800007788
12 马超 M 1985 13800001112
13 孙晓梅 F 1972 13800001213
14 刘洋 M 1991 13800001314
15 刘洋 F 1968 13800001415
16 欧阳静 F 1984 13800001516
17 吴国庆 M 1952 13800001617
18 郑爽秋 F 1977 13800001718
19 林志强 M 1973 13800001819 远航物流有限公司
20 徐婷婷 F 1996 13800001920
21 杨帆 M 1980 13800002021
22 罗大勇 M 1969 13800002122
23 郭敏 F 1976 13800002223
24 钱进 M 1963 13800002324
25 朱秀兰 F 1949 13800002425
26 胡海涛 M 1978 13800002526
27 邓小燕 F 1983 13800002627
28 梁文博 M 1987 13800002728
29 谢天明 M 1961 13800002829
30 宋佳宁 F 1992 13800002930
31 唐伟民 M 1957 13800003031
32 许诺 F 1989 13800003132
33 韩冰 F 1981 13800003233
34 曹建军 M 1964 13800003334
35 董慧敏 F 1974 13800003435
36 方志远 M 1986 13800003536
37 金素英 F 1954 13800003637
38 万里 M 1971 13800003738
39 石磊 M 1975 13800003839
40 安然 F 1990 13800003940
41 程雪 F 1993 13800004041
42 叶晓峰 M 1983 13800004142
43 王建国 M 1962 13800004243
44 张秀英 F 1950 13800004344
45 张磊 M 1990 13800004445
"""


def customers() -> tuple[Customer, ...]:
    """The book's customers, in the order of their numbers."""
    return tuple(_customer(*row.split()) for row in _ROWS.strip().splitlines())


def _customer(number: str, name: str, sex: str, year: str, phone: str, employer: str = "") -> Customer:
    return Customer(
        id=number,
        name=name,
        sex=Sex(sex),
        birthday=Birthday(year=int(year), month=5, day=6),
        phones=(Masked(phone),),
        employer=employer,
    )
