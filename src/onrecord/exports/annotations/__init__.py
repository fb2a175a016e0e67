"""Statements and positions in the words of others: schema.org and W3C Web Annotation in JSON-LD, and the files of the
annotation tools brat and INCEpTION. Each is a function of a reading, and of what was coded on its statements.

What was coded (`coded`) and places in units of UTF-16 (`utf16`) are shared with the files of DNA.
"""
