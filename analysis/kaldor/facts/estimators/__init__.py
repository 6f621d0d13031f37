"""Estimators of stylised facts: pure functions of arrays, with weights where records stand for several firms."""
