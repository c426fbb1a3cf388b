"""Bodies: mandates and who holds them, offices and their rota, vacancies, guests, mailing lists."""
