# sympy: formulas
from sympy import Eq, Function, Integral, Matrix, cos, diff, dsolve, exp, oo, pi, sqrt, symbols

x, n = symbols("x n")
f = Function("f")

integral = Integral(exp(-(x**2)) * cos(n * x), (x, -oo, oo))
display(Eq(integral, sqrt(pi) * exp(-(n**2) / 4)))
display(Eq(diff(f(x), x, 2) + 4 * f(x), 0), dsolve(diff(f(x), x, 2) + 4 * f(x)))
Matrix([[1, x], [x, x**2 / 2]]).inv()
