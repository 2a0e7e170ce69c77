-- Somebody's history in numbers ($1: the user, $2: the first of the twelve months), in one statement.
WITH films AS MATERIALIZED (
    SELECT m.id, m.year, m.genres, m.community_rating, m.runtime_minutes, m.directors, m.actors, m.studios, p.plays
    FROM (SELECT movie_id, count(*) AS plays FROM plays WHERE user_id = $1 AND movie_id IS NOT NULL GROUP BY movie_id) p
    JOIN movies m ON m.id = p.movie_id
), parts AS MATERIALIZED (
    SELECT e.series_id, count(DISTINCT e.id) AS episodes, sum(coalesce(e.runtime_minutes, s.runtime_minutes)) AS minutes
    FROM plays p JOIN episodes e ON e.id = p.episode_id JOIN series s ON s.id = e.series_id
    WHERE p.user_id = $1 AND p.episode_id IS NOT NULL GROUP BY e.series_id
), shows AS MATERIALIZED (
    SELECT s.id, s.genres, s.directors, s.actors, s.network FROM parts JOIN series s ON s.id = parts.series_id
)
SELECT json_build_object(
    'genreDistribution', (SELECT coalesce(json_agg(g), '[]') FROM (
        SELECT genre, count(*) AS count FROM films, unnest(genres) AS genre
        GROUP BY genre ORDER BY count(*) DESC, genre LIMIT 15) g),
    'seriesGenreDistribution', (SELECT coalesce(json_agg(g), '[]') FROM (
        SELECT genre, count(*) AS count FROM shows, unnest(genres) AS genre
        GROUP BY genre ORDER BY count(*) DESC, genre LIMIT 10) g),
    'months', (SELECT coalesce(json_agg(m), '[]') FROM (
        SELECT to_char(date_trunc('month', watched_at AT TIME ZONE 'UTC'), 'YYYY-MM') AS month,
            count(DISTINCT movie_id) AS movies, count(DISTINCT episode_id) AS episodes
        FROM plays WHERE user_id = $1 AND watched_at >= $2 GROUP BY 1) m),
    'decadeDistribution', (SELECT coalesce(json_agg(d), '[]') FROM (
        SELECT year / 10 || '0s' AS decade, count(*) AS count FROM films GROUP BY year / 10 ORDER BY year / 10 DESC) d),
    'ratingDistribution', (SELECT coalesce(json_agg(json_build_object(
            'rating', to_char(halves / 2.0, 'FM90.0'), 'count', count) ORDER BY halves), '[]') FROM (
        SELECT floor(community_rating * 2 + 0.5)::integer AS halves, count(*) AS count FROM films
        WHERE community_rating IS NOT NULL GROUP BY 1) r),
    'totalMovies', (SELECT count(*) FROM films),
    'totalEpisodes', (SELECT coalesce(sum(episodes), 0) FROM parts),
    'totalWatchTimeMinutes', (SELECT coalesce(sum(runtime_minutes * plays), 0) FROM films)
        + (SELECT coalesce(sum(minutes), 0) FROM parts),
    'totalPlays', (SELECT coalesce(sum(plays), 0) FROM films),
    'totalFavorites', (SELECT count(*) FROM favourites WHERE user_id = $1),
    'totalSeries', (SELECT count(*) FROM parts),
    'topActors', (SELECT coalesce(json_agg(a), '[]') FROM (
        SELECT actor ->> 'name' AS name, NULL AS thumb, count(*) AS count
        FROM (SELECT actors FROM films UNION ALL SELECT actors FROM shows) w, jsonb_array_elements(actors) AS actor
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 10) a),
    'topDirectors', (SELECT coalesce(json_agg(d), '[]') FROM (
        SELECT name, NULL AS thumb, count(*) AS count
        FROM (SELECT directors FROM films UNION ALL SELECT directors FROM shows) w, unnest(directors) AS name
        GROUP BY name ORDER BY count(*) DESC, name LIMIT 10) d),
    'topStudios', (SELECT coalesce(json_agg(s), '[]') FROM (
        SELECT name, NULL AS thumb, count(*) AS count FROM films, unnest(studios) AS name
        GROUP BY name ORDER BY count(*) DESC, name LIMIT 10) s),
    'topNetworks', (SELECT coalesce(json_agg(n), '[]') FROM (
        SELECT network AS name, NULL AS thumb, count(*) AS count FROM shows
        GROUP BY network ORDER BY count(*) DESC, network LIMIT 10) n))
