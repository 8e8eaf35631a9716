/** Figures that depend on the values alone: not on their order, nor on how they were split. */
package dev.tributary.mapreduce.statistics;
