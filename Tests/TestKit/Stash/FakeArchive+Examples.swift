import Domain

extension FakeArchive {
    package static let empty = FakeArchive()

    /// Three scenes: a whole one, one with a file and no title, and one with nothing.
    package static let pier: FakeArchive = {
        var archive = FakeArchive()
        archive.add(.studio, "Dockside", id: 1)
        archive.add(.studio, "Pier Pictures", id: 2) { $0.aliases = ["PP"] }
        archive.add(.tag, "Outdoor", id: 4)
        archive.add(.tag, "HD", id: 5)
        archive.add(.tag, "Fireworks", id: 9) { $0.aliases = ["Pyro"] }
        archive.add(.tag, "Unsorted", id: 10) { $0.ignoresAutoTag = true }
        archive.add(.performer, "Ada North", id: 1) { $0.aliases = ["A. North"] }
        archive.add(.performer, "Ben South", id: 3) { $0.disambiguation = "the younger" }
        archive.addScene("Pier Walk", id: 31) {
            ($0.studio, $0.performers, $0.tags) = (2, [1], [4])
            ($0.details, $0.date, $0.rating100, $0.isOrganized) = ("A walk at noon.", "2025-07-04", 80, true)
            $0.files = [FakeStashFile("/archive/pier/pier_walk.mp4"), FakeStashFile("/archive/pier/pier_walk_2.mp4")]
        }
        archive.addScene("", id: 33) {
            $0.details = "<p>Rockets &amp; <b>bangers</b></p>"
            $0.files = [FakeStashFile("/archive/dockside/Ada North fireworks 2024.mkv") { $0.size = 5_000_000_000 }]
            $0.date = "2024-12"
        }
        archive.addScene("Without anything", id: 34)
        return archive
    }()

    /// Scenes numbered from 1 with a file each, spread over 20 studios, 40 tags and 30 performers.
    package static func many(scenes count: Int) -> FakeArchive {
        var archive = FakeArchive()
        for number in 1...20 { archive.add(.studio, "Studio \(number)") }
        for number in 1...40 { archive.add(.tag, "Tag \(number)") }
        for number in 1...30 { archive.add(.performer, "Performer \(number)") }
        for number in 1...max(1, count) where number <= count {
            archive.addScene("Scene \(number)") {
                $0.studio = number % 20 + 1
                $0.tags = [number % 40 + 1, (number + 7) % 40 + 1]
                $0.performers = [number % 30 + 1]
                $0.files = [FakeStashFile("/archive/\(number % 100)/scene_\(number).mp4")]
            }
        }
        return archive
    }
}
