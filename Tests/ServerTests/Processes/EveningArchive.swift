import Domain
import TestKit

/// 40 films of evenings in a Stash. 39 of them have a file, whose path says who made them, who is in them and what of.
enum EveningArchive {
    /// What all titles have in common, and nothing else in a household.
    static let word = "Evening"
    static let bytes = [UInt8]("the bytes of an evening".utf8)

    /// Two descriptions hold markup.
    static let described = [7, 8]

    static var filled: FakeArchive {
        var archive = FakeArchive()
        archive.add(.studio, "Pier Pictures", id: 1)
        archive.add(.tag, "Fireworks", id: 1)
        archive.add(.tag, "Family", id: 2)
        archive.add(.performer, "Ada North", id: 1)
        archive.add(.performer, "Ben South", id: 2)
        for number in 1...40 {
            archive.addScene("\(word) \(number)", id: number) { scene in
                if number == 1 { scene.tags = [2] }
                if described.contains(number) { scene.details = "<p>Rockets &amp; bangers</p>" }
                guard number < 40 else { return }
                let who = number.isMultiple(of: 2) ? "Ben South" : "Ada North"
                scene.files = [
                    FakeStashFile("/archive/Pier Pictures/\(who) fireworks \(number).mp4") { file in
                        (file.bytes, file.size, file.duration) = (bytes, Int64(bytes.count), 600)
                    }
                ]
            }
        }
        return archive
    }

    /// What people see of a Stash, wherever it was changed and changed back.
    struct Content: Equatable {
        let scenes: [FakeStashScene]
        let names: [FakeStashName]

        init(_ archive: FakeArchive) {
            scenes = archive.scenes.map { scene in
                var scene = scene
                scene.updatedAt = ""
                return scene
            }
            names = archive.studios + archive.tags + archive.performers
        }
    }
}
