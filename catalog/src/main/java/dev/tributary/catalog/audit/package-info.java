/** What an audit finds, and how it reads the files that records lie in. */
package dev.tributary.catalog.audit;
