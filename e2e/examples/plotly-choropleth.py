# Plotly: a map of countries
import plotly.graph_objects as go

# Area of the thirty largest countries, in thousands of square kilometres.
area = {
    "RUS": 17098, "CAN": 9985, "USA": 9834, "CHN": 9597, "BRA": 8516, "AUS": 7692, "IND": 3287, "ARG": 2780, "KAZ": 2725, "DZA": 2382,
    "COD": 2345, "SAU": 2150, "MEX": 1964, "IDN": 1905, "SDN": 1886, "LBY": 1760, "IRN": 1648, "MNG": 1564, "PER": 1285, "TCD": 1284,
    "NER": 1267, "AGO": 1247, "MLI": 1240, "ZAF": 1221, "COL": 1142, "ETH": 1104, "BOL": 1099, "MRT": 1031, "EGY": 1002, "TZA": 947,
}

fig = go.Figure(go.Choropleth(locations=list(area), z=list(area.values()), colorscale="Tealgrn", colorbar_title="1000 km²", marker_line_width=0.4))
fig.update_geos(projection_type="natural earth", projection_rotation_lon=11, showframe=False, showcoastlines=False)
fig.update_layout(title="The largest countries", height=420, margin=dict(l=0, r=0, t=50, b=0))
fig
