# Reading what was typed
# stdin: Ada\n36
name = input("Your name: ")
age = int(input("Your age: "))
print(f"\nHello {name}! In {100 - age} years you will be 100.")
