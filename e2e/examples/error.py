# An error, with its line and what to do about it
prices = {"tea": 4.2, "coffee": 6.1}
order = ["tea", "cofee"]

total = sum(prices[item] for item in order)
print(f"Together: {total:.2f}")
