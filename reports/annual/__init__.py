"""The annual report (verksamhetsberättelse): its figures, its texts, its paper and workbook."""
