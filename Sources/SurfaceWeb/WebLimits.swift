/// The bounds of the website.
package enum WebLimits {
    /// Characters of a place to go to after signing in.
    static let nextCharactersMax = 1_024
    /// Titles in the answer to a search.
    static let resultsMax = 48
    /// Films of this server's own on a page, and in a rail.
    static let filmsPerPage = 60
    static let railMax = 20
    static let pageNumberMax = 1_000_000
    static let filmQueryCharactersMax = 200
    /// People of the cast that are named.
    static let castMax = 8
    /// When to ask again after all programs that convert are taken.
    static let busySeconds = 10
    /// Titles like another one.
    static let similarMax = 24
    /// Titles in the dashboard's row of the latest ones.
    static let latestMax = 14
    /// Devices that the dashboard names.
    static let newestDevicesMax = 3
    /// Disconnected devices that are still listed.
    static let revokedShownMax = 10
    /// Grounds of drawn posters that `tokens.css` has.
    static let posterGrounds = 10
    /// Letters of the longest word and characters of the whole title that a drawn poster has room for, by the sizes in
    /// `films.css`, the largest first; what is longer is set smaller still.
    static let titleSizes: [(wordMax: Int, titleMax: Int)] = [(6, 18), (8, 34), (10, 60)]
    /// Characters of a picture's name.
    static let pictureNameCharactersMax = 100
    /// A browser may keep a picture for 150 days: another picture has another name, but TMDB's terms want nothing to be
    /// kept beyond six months.
    static let pictureSecondsKept = 12_960_000
    /// That there is no picture may change: it is kept for an hour.
    static let noPictureSecondsKept = 3_600
    /// A browser may keep style sheets and scripts so long: they change with the program only.
    static let assetSecondsKept = 3_600
    /// The choice of light or dark is kept for a year.
    static let themeSecondsKept = 31_536_000
    /// Days until a moment is told by its date.
    static let relativeDaysMax = 7
    /// Picked titles in the dashboard's row.
    static let picksInRow = 12
    /// The newest runs of an account, among which there is one of either kind.
    static let runsLookedAt = 20
    /// A run that began longer ago was interrupted.
    static let runSecondsMax = 900.0
    /// How long somebody waits for titles that are chosen anew.
    package static let choosingSeconds = 6.0
    /// Titles that are named as the reason for another one.
    static let reasonsMax = 3
    /// Measurements of the recommender in its figure.
    static let measurementsMax = 120
    /// Bars of a figure about a taste.
    static let tasteBarsMax = 8
    static let recentMax = 12
    /// Genres to choose from, to leave one out.
    static let genresMax = 60
    /// Films of an import on a page.
    static let importCardsPerPage = 12
    /// Films of an import that are read at once.
    static let importFilmsRead = 500
    /// Years or decades in a figure about an import, the latest ones.
    static let importBarsMax = 12
    /// Films that are looked for where nothing is to be kept: somebody waits for them.
    static let previewFilmsMax = 70
    /// A search that has not begun after so many seconds waits for other work.
    static let beginningSeconds = 5.0
    /// Letters that are shown of a browser that nobody knows.
    static let unknownBrowserCharactersMax = 40
    /// Scenes of the archive, and subjects of a plan, on a page.
    static let scenesPerPage = 50
    static let plansPerPage = 30
    /// Characters of a name that scenes are filtered by, or that is added to one.
    static let archiveNameCharactersMax = 200
    /// Characters of a scene's details that a form takes; forms are bounded, and longer ones are left alone.
    static let detailsCharactersMax = 4_000
    /// Studios with the most scenes in a figure.
    static let studioBarsMax = 10
    /// Jobs that are listed after their end.
    static let workShown = 8
    /// The newest jobs of a name among which one is looked for.
    static let workLookedAt = 30
    /// What is told one by one of a job that is over.
    static let detailsShown = 20
    /// Proposals of a scene's past.
    static let proposalsShown = 60
    /// Words of a text that are compared one by one.
    static let comparedWordsMax = 1_200
    /// Names that are shown of a list before the others are counted.
    static let namesShown = 40
    /// Scenes that are read anew at once because filters show them.
    static let scenesReadAnewMax = 500
    /// Lengths of films end here: a thousand hours.
    static let durationSecondsMax = 3_600_000
    /// Characters of a plan's name.
    static let planNameCharactersMax = 120
    /// Warnings of a plan that are shown.
    static let planWarningsMax = 12
    /// Characters of a value that has no form of its own.
    static let valueCharactersMax = 600
}
