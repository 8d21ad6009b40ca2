package dev.errand.backend.discord;

/** Who and what there is, by Discord's names and ours. */
record Directory(Places places, People people, Servers servers) {}
