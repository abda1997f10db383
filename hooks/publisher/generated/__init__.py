"""What is made from data for readers: blocks, pages, forms, figures, and their templates."""
