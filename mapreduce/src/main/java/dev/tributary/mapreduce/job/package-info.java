/** A job from its submission to the account of what it read and wrote. */
package dev.tributary.mapreduce.job;
