"""The statistics of a collection and of the server, as the peer counts them."""

import math
import threading
import time

from peer_database import moment

SAMPLES = 10
CONTEXT_SECONDS = 60
CLASSES = ["completely_setup", "missing_tmdb_data", "tmdb_errors", "not_in_opensearch"]
CLASS = """CASE WHEN t.state IS NULL OR t.state = 0 THEN 1 WHEN t.state = 2 THEN 2
    WHEN t.is_indexed = 0 THEN 3 ELSE 0 END"""
OWNED = "FROM owned o LEFT JOIN titles t ON t.imdb_id = o.imdb_id WHERE o.user_id = ?"


def share(count, total, digits=1):
    return round(100 * count / total, digits) if total else 0.0


def statistics(link, user):
    """All of one snapshot, so it is called inside a transaction."""
    counts, dates = classes(link, user)
    total = sum(counts)
    done, missing, errors, waiting = counts

    def part(count):
        return {"count": count, "percentage": share(count, total)}

    def sample(number):
        return {"count": counts[number], "movies": samples(link, user, number) if counts[number] else []}

    return {"success": True, "generated_at": moment(time.time()), "stats": {
        "library_overview": {"total_uploaded": total, "upload_date_range": dates},
        "setup_status": {"completely_setup": {**part(done), **sample(0)},
                         "not_setup": {**part(total - done), "breakdown": {
                             name: sample(number) for number, name in enumerate(CLASSES) if number}}},
        "data_quality": {"tmdb_data_available": part(done + waiting), "tmdb_errors": part(errors),
                         "opensearch_indexed": part(done)},
        "batch_history": batch_history(link, user), "system_context": system_context(link)}}


def classes(link, user):
    """Four sums in one pass: a `GROUP BY` takes twice as long."""
    sums = ", ".join(f"total(class = {number})" for number in range(len(CLASSES)))
    *counts, first, last = link.execute(
        f"SELECT {sums}, min(added_at), max(added_at) FROM (SELECT {CLASS} AS class, o.added_at {OWNED})",
        (user,)).fetchone()
    return list(map(int, counts)), {"earliest": moment(first), "latest": moment(last)} if first else {}


def samples(link, user, number):
    return [row[0] for row in link.execute(
        f"SELECT o.imdb_id {OWNED} AND {CLASS} = ? LIMIT {SAMPLES}", (user, number))]


def batch_history(link, user):
    total, good, bad = link.execute(
        "SELECT count(*), count(*) FILTER (WHERE status = 'committed'),"
        " count(*) FILTER (WHERE status IN ('failed', 'expired')) FROM uploads WHERE user_id = ?", (user,)).fetchone()
    recent = [{"batch_id": row[0], "status": row[1], "total_movies": row[2], "successful_imports": row[3],
               "completed_at": moment(row[4])} for row in link.execute(
        "SELECT id, CASE status WHEN 'committed' THEN 'completed' ELSE status END, total_count, accepted + duplicates,"
        " ended_at FROM uploads WHERE user_id = ? ORDER BY started_at DESC LIMIT 5", (user,))]
    return {"total_batches": total, "successful_batches": good, "failed_batches": bad, "recent_batches": recent}


context_lock, context_kept = threading.Lock(), (-math.inf, None)


def system_context(link):
    """Counted at most once a minute (per worker), as the interface allows."""
    global context_kept
    with context_lock:
        at, context = context_kept
        if time.monotonic() - at > CONTEXT_SECONDS:
            context = counted_context(link)
            context_kept = (time.monotonic(), context)
        return context


def counted_context(link):
    total, *sums = link.execute(
        "SELECT count(*), total(state = 1), total(state = 2),"
        " total(state = 1 AND title IS NOT NULL AND overview IS NOT NULL),"
        " total(state = 1 AND release_date IS NOT NULL), total(is_indexed),"
        " total(is_indexed AND title IS NOT NULL AND overview IS NOT NULL) FROM titles").fetchone()
    records, errors, complete, dated, indexed, searchable = map(int, sums)
    people, entries, largest = link.execute(
        "SELECT count(*), coalesce(sum(item_count), 0), coalesce(max(item_count), 0) FROM libraries"
        " WHERE item_count > 0").fetchone()
    return {
        "total_movies_in_system": total, "completed_movies": records, "failed_movies": total - records,
        "tmdb_fetched_movies": records + errors, "opensearch_connection": True,
        "tmdb_detailed_stats": {
            "total_records": records + errors, "successful_fetches": records, "fetch_errors": errors,
            "complete_metadata": complete, "with_release_dates": dated,
            "success_rate": share(records, records + errors, 2)},
        "opensearch_detailed_stats": {
            "movies_indexed": indexed, "indexing_completion_rate": share(indexed, records, 2),
            "estimated_searchable_movies": searchable, "index_status": "connected"},
        "user_lists_stats": {
            "total_users_with_lists": people, "total_user_movie_entries": entries,
            "average_movies_per_user": round(entries / people, 1) if people else 0.0,
            "largest_user_collection": largest}}
