"""The meanings of question words in notes: clinical, everyday, abbreviated, by trade name, in Hebrew."""

from core.language.vocabulary.vocabulary import OwnMeaning, Vocabulary

__all__ = ["OwnMeaning", "Vocabulary"]
