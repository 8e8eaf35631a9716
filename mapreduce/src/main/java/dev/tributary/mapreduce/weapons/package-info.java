/** The jobs of the weapons. */
package dev.tributary.mapreduce.weapons;
