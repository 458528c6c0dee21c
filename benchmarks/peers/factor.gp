\\ NUMBERS=FILE gp -q -f benchmarks/peers/factor.gp: PARI's factorint of each number of FILE, one a line, on one core.
\\ Prints the seconds that all of them took, and then the least prime factor of each.

default(nbthreads, 1);
numbers = readvec(getenv("NUMBERS"));
begun = getwalltime();
found = apply(factorint, numbers);
print((getwalltime() - begun) / 1000.);
for(k = 1, #found, print(found[k][1, 1]));
quit;
