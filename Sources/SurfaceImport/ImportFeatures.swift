package import Accounts
package import Basics
package import Imports

/// What this surface stands on.
package struct ImportFeatures: Sendable {
    let people: People
    let desk: ImportDesk
    let shelf: FilmShelf
    let rankings: Rankings
    let exports: HistoryExport
    let posters: PosterAddresses
    let world: World

    /// Who comes in, and with what.
    package struct People: Sendable {
        /// Takes access tokens as well.
        let keys: APIKeys
        let tokens: AccessTokens
        let signIn: TokenSignIn
        let registration: Registration
        let profiles: AccountProfiles

        package init(
            keys: APIKeys, tokens: AccessTokens, signIn: TokenSignIn, registration: Registration,
            profiles: AccountProfiles
        ) {
            self.keys = keys
            self.tokens = tokens
            self.signIn = signIn
            self.registration = registration
            self.profiles = profiles
        }
    }

    /// Histories on their way in and out, and films and what people think of them.
    package struct Histories: Sendable {
        let desk: ImportDesk
        let shelf: FilmShelf
        let rankings: Rankings
        let exports: HistoryExport

        package init(desk: ImportDesk, shelf: FilmShelf, rankings: Rankings, exports: HistoryExport) {
            self.desk = desk
            self.shelf = shelf
            self.rankings = rankings
            self.exports = exports
        }
    }

    /// `imageBaseURL` is where The Movie Database's pictures are to be had, without a size.
    package init(people: People, histories: Histories, imageBaseURL: String, world: World) {
        self.people = people
        desk = histories.desk
        shelf = histories.shelf
        rankings = histories.rankings
        exports = histories.exports
        posters = PosterAddresses(base: imageBaseURL)
        self.world = world
    }
}
