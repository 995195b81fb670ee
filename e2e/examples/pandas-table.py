# pandas: tables
import io
import pandas as pd

orders = pd.read_csv(
    io.StringIO("""day,product,count,price
2026-03-02,tea,3,4.20
2026-03-02,coffee,5,6.10
2026-03-03,tea,2,4.20
2026-03-03,cocoa,1,5.00
2026-03-04,coffee,4,6.10
2026-03-04,tea,6,4.00
"""),
    parse_dates=["day"],
)
orders["total"] = orders["count"] * orders["price"]

display(orders)
print("By product:")
orders.groupby("product")[["count", "total"]].sum().sort_values("total", ascending=False)
