import Testing

@testable import LocalMedia

/// What names of pictures say.
@Suite("Names of pictures")
struct ArtNameTests {
    @Test(arguments: [
        ("poster", ArtRole.poster), ("folder", .poster), ("cover", .poster), ("default", .poster), ("movie", .poster),
        ("show", .poster), ("fanart", .backdrop), ("background", .backdrop), ("art", .backdrop),
        ("backdrop", .backdrop),
        ("banner", .banner), ("landscape", .thumb), ("thumb", .thumb), ("logo", .logo), ("clearlogo", .logo),
        ("clearart", .clearArt), ("disc", .discArt), ("discart", .discArt), ("keyart", .keyArt),
        ("fanart-3", .backdrop),
        ("backdrop12", .backdrop),
    ])
    func folderPicturesAreKnown(_ name: String, _ role: ArtRole) {
        let art = ArtName(folder: NameKey(name).bytes)
        #expect(art?.role == role)
        #expect(art?.owner == .folder)
    }

    @Test(arguments: [
        "posters", "poster1", "my poster", "", "season", "season-one", "fanart-x", "season12345", "season01x",
    ])
    func otherPicturesAreNot(_ name: String) {
        #expect(ArtName(folder: NameKey(name).bytes) == nil)
    }

    @Test(arguments: [
        ("season01-poster", ArtName.Owner.season(1), ArtRole.poster), ("season1", .season(1), .poster),
        ("season2017-banner", .season(2017), .banner), ("season-specials-poster", .season(0), .poster),
        ("season-all-poster", .allSeasons, .poster), ("season03-landscape", .season(3), .thumb),
        ("season03-fanart", .season(3), .backdrop), ("season-specials", .season(0), .poster),
    ])
    func seasonPicturesAreKnown(_ name: String, _ owner: ArtName.Owner, _ role: ArtRole) {
        let art = ArtName(folder: NameKey(name).bytes)
        #expect(art?.owner == owner)
        #expect(art?.role == role)
    }

    @Test(arguments: [
        ("Film-poster", 4, ArtRole.poster), ("Film-fanart", 4, .backdrop), ("Film-fanart-2", 4, .backdrop),
        ("Film-fanart2", 4, .backdrop), ("A-b-thumb", 3, .thumb), ("Film-clearlogo", 4, .logo),
    ])
    func videoPicturesAreKnown(_ name: String, _ end: Int, _ role: ArtRole) {
        let art = ArtName(video: NameKey(name).bytes)
        #expect(art?.owner == .video(end: end))
        #expect(art?.role == role)
    }

    @Test(arguments: ["Film", "-poster", "Film-cover", "Film-poster2", "Filmposter", "Film-"])
    func otherNamesAreNoVideoPictures(_ name: String) {
        #expect(ArtName(video: NameKey(name).bytes) == nil)
    }
}
