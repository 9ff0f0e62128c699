"""Words that carry nothing in a question; notes keep theirs. Pronouns, auxiliaries and question words."""

from __future__ import annotations

_ENGLISH = """
a about again all already also am an and any are as at be been being but by can could did do does doing
each ever every for from get gets getting give given gives got had has have having he her here hers him
his how i if in into is it its just last long many may me might much my now of off often on one or other
our out over s shall she should so some still t take taken takes taking tell than that the their them
then there these they this those to too under up us was we were what when where which while who whom
whose why will with would you your
"""

_HEBREW = """
אבל או אותה אותו אחרי איזה איזו איך אילו אין איפה אל אם אנחנו אני אף אצל אשר את אתה ב בה בו גם ה הוא היא
היה היו הייתה היתה הם הן הרי ואם וגם זאת זה זו יש כאן כבר כי כל כמה כן כפי כש ל לא לה להם לו לי למה לפי
לפני מ מה מהו מהי מי מתי עד עוד על עם של שלה שלהם שלו שלי שם
"""

STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_HEBREW.split())
