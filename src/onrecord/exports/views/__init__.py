"""What pages, commands and JSON say of each thing: the values that they show, one module a thing."""
