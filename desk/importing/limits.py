"""How much a list may hold, so that no file, however made, takes the memory or the time of everybody else."""

FILE_BYTES = 50 * 1024 * 1024
UNPACKED_BYTES = 256 * 1024 * 1024
# Spreadsheets pack 5 to 30 to one; small parts may do better without harm.
PACKED_RATIO = 200
PACKED_RATIO_FROM = 4 * 1024 * 1024
# The XML of one row, one shared text or one small part is held as a tree; a tree takes ten times its text.
STRETCH_BYTES = 4 * 1024 * 1024
SHEETS = 50
ROWS = 200_000
COLUMNS = 200
CELLS = 3_000_000
CELL_LENGTH = 5_000
LINE_LENGTH = 1_000_000
MERGED = 1_000
PROBLEMS_SHOWN = 200
