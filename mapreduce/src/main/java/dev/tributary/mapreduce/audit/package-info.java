/** Files of records read through for an audit: in this process, or by a job where they are many. */
package dev.tributary.mapreduce.audit;
