"""Tests whether data leaves the computer: runs the program under observation and signs a report."""
