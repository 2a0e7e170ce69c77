package import Domain

/// A small catalogue whose films can be told apart by their words.
package enum TestFilms {
    /// The films of the Kodi interface's own examples, and the cases that go wrong easily.
    package static let all: [TitleDraft] = [
        film("tt1375666", "Inception", "thief enters dreams", "tense puzzling", "reality guilt", "thriller heist"),
        film("tt0816692", "Interstellar", "crew crosses space", "awe sad", "love time", "space epic"),
        film("tt0468569", "The Dark Knight", "vigilante hunts clown", "tense grim", "chaos order", "thriller crime"),
        film("tt0111161", "The Shawshank Redemption", "banker escapes prison", "hopeful sad", "hope time", "drama"),
        film("tt0068646", "The Godfather", "mafia family war", "grim calm", "power family", "crime drama"),
        film("tt0071562", "The Godfather Part II", "mafia family past", "grim calm", "power decline", "crime drama"),
        film("tt0211915", "Amélie", "shy waitress helps strangers", "cheerful warm", "kindness", "comedy romance"),
        twins("tt0000202"), twins("tt0000201"),
        // Named like one of the others' plots, to see a name go before meaning.
        film("tt0000300", "Space", "farmer sells cows", "calm", "rural", "drama"),
        // No IMDb id, so that no answer may name it.
        film(nil, "Home Movie", "thief enters dreams", "tense puzzling", "reality guilt", "thriller heist"),
        // In the catalogue, but without vectors.
        film("tt0000400", "Unindexed", nil, nil, nil, nil),
        // No film, so that no answer may name it.
        series("tt0000600", "Spacetime", "crew crosses space", "awe sad", "love time", "space epic"),
        // Some facets only.
        film("tt0000500", "Silent", "clockmaker repairs automaton", nil, nil, nil),
    ]

    package static func film(
        _ imdbID: String?, _ title: String, _ plot: String?, _ mood: String?, _ themes: String?, _ genre: String?
    ) -> TitleDraft {
        var draft = TitleDraft.film(title, imdb: imdbID, tmdb: imdbID == nil ? 77 : nil) { $0.overview = plot }
        let texts: [(Facet, String?)] = [(.plot, plot), (.mood, mood), (.themes, themes), (.genre, genre)]
        for (facet, text) in texts { draft.facets[facet] = text }
        return draft
    }

    private static func series(
        _ imdbID: String, _ title: String, _ plot: String, _ mood: String, _ themes: String, _ genre: String
    ) -> TitleDraft {
        var draft = film(imdbID, title, plot, mood, themes, genre)
        draft.kind = .series
        return draft
    }

    private static func twins(_ imdbID: String) -> TitleDraft {
        film(imdbID, "Twin \(imdbID)", "twin twins mirror", "eerie", "identity", "mystery")
    }
}
