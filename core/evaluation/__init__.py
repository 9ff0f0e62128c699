"""How well questions with known answers are answered on given charts: the same services, measured."""
