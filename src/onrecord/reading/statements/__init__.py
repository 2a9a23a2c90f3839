"""Statements: who said what, and on whose word."""
