package import Accounts
package import Basics
package import Domain
package import Host
package import Jobs

/// Writes people's picks, and what everybody watches, as libraries, collections and playlists of the household's media
/// server.
package struct PickLibraries: Sendable {
    /// What is read.
    package struct Sources: Sendable {
        let picks: StoredPicks
        /// Who gets recommendations.
        let readers: any RecommendationStore
        let top: any TopTitles
        let titles: any BrowseStore
        let videos: any VideoStore
        let accounts: Accounts
        let identities: any IdentityStore
        let personal: any PersonalSettingStore

        package init(
            picks: StoredPicks, readers: any RecommendationStore, top: any TopTitles, titles: any BrowseStore,
            videos: any VideoStore, accounts: Accounts, identities: any IdentityStore,
            personal: any PersonalSettingStore
        ) {
            self.picks = picks
            self.readers = readers
            self.top = top
            self.titles = titles
            self.videos = videos
            self.accounts = accounts
            self.identities = identities
            self.personal = personal
        }
    }

    let sources: Sources
    let server: CurrentMediaServer
    let writer: LibraryWriter
    /// They wait for disks.
    let threads: HostThreads
    let settings: @Sendable () -> LibrarySettings
    let world: World

    /// Posters come from `pictures`, and carry ranks where there is ffmpeg.
    package init(
        _ sources: Sources, server: @escaping CurrentMediaServer, pictures: any PictureSource, ffmpeg: HostPath?,
        threads: HostThreads, world: World, settings: @escaping @Sendable () -> LibrarySettings
    ) {
        self.sources = sources
        self.server = server
        writer = LibraryWriter(pictures: pictures, ffmpeg: ffmpeg, threads: threads)
        self.threads = threads
        self.settings = settings
        self.world = world
    }

    package var jobs: [any JobType] { [SyncMovieLibraries(self), SyncSeriesLibraries(self), RefreshTopPicks(self)] }
}
