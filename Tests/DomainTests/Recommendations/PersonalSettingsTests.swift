import Domain
import Testing

@Suite("What people choose")
struct PersonalSettingsTests {
    @Test("the setting of all holds unless somebody may choose, and did")
    func explanations() {
        for isEnabled in [false, true] {
            for allows in [false, true] {
                for may in [false, true] {
                    for choice: Bool? in [nil, false, true] {
                        var settings = ExplanationSettings()
                        (settings.isEnabled, settings.allowsOverride) = (isEnabled, allows)
                        var person = PersonalSettings()
                        (person.mayChooseExplanations, person.wantsExplanations) = (may, choice)
                        let expected = allows && may ? choice ?? isEnabled : isEnabled
                        #expect(settings.isInEffect(for: person) == expected)
                        #expect(settings.mayChoose(person) == (allows && may))
                    }
                }
            }
        }
    }

    @Test("what is stored comes back, and the standard is stored as nothing")
    func stored() {
        #expect(PersonalSettings().stored.isEmpty)
        for choice: Bool? in [nil, false, true] {
            for dislikes in DislikeBehaviour.allCases {
                var person = PersonalSettings()
                (person.dislikes, person.wantsExplanations) = (dislikes, choice)
                (person.mayChooseExplanations, person.movieLibraryName) = (choice != nil, "Mine")
                #expect(PersonalSettings(stored: person.stored) == person)
            }
        }
        #expect(PersonalSettings(stored: ["dislike_behavior": "burn", "x": "y"]) == PersonalSettings())
    }

    @Test("schedules are read from lines of a crontab")
    func cron() throws {
        for line in ["0 6 * * *", "30 23 * * *", "5 0 * * 0", "15 4 * * 6", "0 */6 * * *", "0 */1 * * *"] {
            #expect(try #require(JobSchedule(cron: line)).cron == line)
        }
        #expect(JobSchedule(cron: "0 * * * *")?.rule == .interval(hours: 1))
        #expect(JobSchedule(cron: "0 3 * * 7")?.rule == .weekly(weekday: 0, hour: 3, minute: 0))
        let none = [
            "", "0 6 * *", "0 6 * * * *", "60 6 * * *", "0 24 * * *", "* * * * *", "0 6 1 * *", "0 6 * 1 *",
            "0 */5 * * *", "5 */6 * * *", "0 6 * * 8", "0 6 * * 1-5", "a b * * *", "*/15 * * * *", "0 */6 * * 1",
        ]
        for line in none { #expect(JobSchedule(cron: line) == nil, "\(line)") }
    }
}
