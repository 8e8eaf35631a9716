/**
 * Aggregates of one dataset, declared: what to group by and what to measure. A job of the engine is
 * its {@link dev.tributary.mapreduce.rollup.Rollup}; how records are read, projected and counted is
 * the engine's own affair.
 */
package dev.tributary.mapreduce.rollup;
