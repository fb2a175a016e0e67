"""Commands about statements: finding them, who made them, and deciding about them."""
