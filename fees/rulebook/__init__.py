"""Fee models, issuers and VAT rules as dated data: their forms, words and standing."""
