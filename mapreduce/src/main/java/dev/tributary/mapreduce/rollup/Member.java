package dev.tributary.mapreduce.rollup;

/** A member of a record, and what it must be. */
record Member(String name, Kind kind) {}
