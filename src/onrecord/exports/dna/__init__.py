"""Databases and event lists of Discourse Network Analyzer (DNA), with which discourse is coded by hand.

`read_dna` and `write_dna` are the file, `coded_database` and `exchanged` what it means here: documents are articles,
codings are statements with positions, concepts are questions, agreement is the stance.
"""
