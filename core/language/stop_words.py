"""Stop words: function words everywhere, and in questions also frame words.

Both are lexemes as `core.language.tokens` makes them, so that `getting` matches `get`.
"""

from __future__ import annotations

from core.language import hebrew
from core.language.english import stem
from core.language.folding import folded

_FUNCTION_WORDS = """
a an and are as at be been being but by did do does doing for from had has have having he her hers him
his i if in into is it its me my of on or our ours s shall she so t than that the their theirs them then
there these they this those to too was we were what which who whom whose will with would you your yours
אבל או את אותו אותה אותם ב גם לגבי בגין ה הוא היא הם הן זה זו זאת כי ל מ על עם ש של שלה שלו שלהם שלי
"""

_FRAMES = """
about again all already also am any anything anyone can could each ever every everyone everybody file
files found get getting give given go gone here how just know last let like long look looked many may
might much new next now often one other out over patient patients people person record records recorded
run s should show some someone something still take taking tell told thing things time up us visit want
what when where while why currently current ago most recent recently latest kind sort type find listed
list put
אבל אחרי איזה איזו אילו איך אין איפה אל אם אנחנו אני אף אצל אצלה אצלו אשר בה בו האם היה היו הייתה היתה
הרי יש יותר ביותר כאן כבר כולם כל כמה כן כפי לא לה להם לו למה לפי לפני מה מהו מהי מי מדוע מתי עד עוד פעם
פעמים שם שלך ישנם קיים נמצא נמצאה אילו כיצד היכן מטופל מטופלת מטופלים העדכני הנוכחי האחרון האחרונה עדכני
נוכחי אחרון אחרונה
"""


def _lexemes(words: str) -> frozenset[str]:
    plain = (folded(word) for word in words.split())
    return frozenset(hebrew.without_ending(word) if hebrew.is_hebrew(word) else stem(word) for word in plain)


FUNCTION_WORDS = _lexemes(_FUNCTION_WORDS)
"""Excluded from all lexemes, of notes and of questions."""

QUESTION_FRAMES = _lexemes(_FRAMES)
"""Excluded from a question that has other words."""
