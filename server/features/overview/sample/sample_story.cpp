#include "features/overview/sample/sample_story.h"

#include <array>

namespace sample_story {
namespace {

using enum PartyKind;
using enum PartyRole;

constexpr std::array the_colleagues{
    Colleague{"bea", "Bea Aigner", "Customers first", ""},  Colleague{"ana", "Ana Roth", "Service", "Service"},
    Colleague{"jonas", "Jonas Weber", "Film", "Film"},      Colleague{"max", "Max Thaler", "Sales", "Sales"},
    Colleague{"mira", "Mira Oswald", "Cutting", "Film"},    Colleague{"sami", "Sami Kern", "Screens", "Service"},
    Colleague{"tom", "Tom Hauser", "Sound and words", "Film"}, Colleague{"lea", "Lea Binder", "Drawing", "Film"},
};

constexpr std::array the_customers{
    Customer{"brandner", organisation, "Brandner Bakeries", "Linz", "Austria", customer, 1150, "office@brandner.invalid", "+43 732 555010",
             ReachBy::phone, "after 14:00, when the ovens are off", "Six shops between Linz and Steyr, each with a screen behind the counter.",
             "ana jonas max"},
    Customer{"wren", organisation, "Wren & Partners", "Vienna", "Austria", partner, 900, "studio@wren.invalid", "+43 1 5550140", ReachBy::portal,
             "any time", "An agency; they bring us clients of their own.", "jonas bea"},
    Customer{"okafor", household, "Okafor household", "Wels", "Austria", customer, 320, "", "+43 7242 555021", ReachBy::message, "evenings",
             "Forty tapes of a family between Lagos and Wels.", "sami bea"},
    Customer{"helios", organisation, "Helios Solar", "Graz", "Austria", customer, 610, "hello@helios.invalid", "+43 316 555180", ReachBy::email,
             "before the fair in the morning", "Training films for those who climb the roofs.", "max bea"},
    Customer{"novak", household, "Novak household", "Linz", "Austria", customer, 95, "", "+43 664 5550133", ReachBy::email, "any time",
             "A wedding in September. The grandparents have no computer.", "bea mira"},
    Customer{"lindqvist", organisation, "Lindqvist Dental", "Salzburg", "Austria", customer, 480, "praxis@lindqvist.invalid", "+43 662 555044",
             ReachBy::phone, "Wednesdays only", "Films for the waiting room, in four languages.", "tom"},
    Customer{"sonne", organisation, "Haus Sonne", "Linz", "Austria", customer, 700, "haus@sonne.invalid", "+43 732 555090", ReachBy::phone, "mornings",
             "A home for eighty people, and an open day every autumn.", "mira ana"},
    Customer{"quarry", organisation, "Quarry Climbing", "Steyr", "Austria", customer, 260, "wall@quarry.invalid", "+43 7252 555077", ReachBy::message,
             "not on weekends", "A climbing hall; their poster moves.", "lea max"},
    Customer{"marlow", household, "Marlow household", "Enns", "Austria", customer, 410, "", "+43 7223 555012", ReachBy::phone, "weekends",
             "Film reels from three generations.", "sami"},
    Customer{"tandem", organisation, "Tandem Agency", "Munich", "Germany", partner, 820, "hi@tandem.invalid", "+49 89 5550166", ReachBy::email, "",
             "They shoot, we mix.", "jonas tom lea"},
    Customer{"delft", organisation, "Delft Ceramics", "Delft", "Netherlands", customer, 230, "atelier@delft.invalid", "+31 15 5550121", ReachBy::email,
             "in Dutch, if we can", "A workshop of five with one shop window.", "lea"},
    Customer{"aydin", household, "Aydin household", "Traun", "Austria", customer, 390, "", "+43 7229 555034", ReachBy::phone, "after 18:00",
             "A family feast every autumn, with everybody in it.", "mira sami"},
    Customer{"choir", organisation, "Port Choir", "Linz", "Austria", customer, 540, "singen@portchoir.invalid", "+43 732 555061", ReachBy::email,
             "to Greta", "Thirty voices and a concert in spring and in Advent.", "tom"},
    Customer{"brandner_home", household, "Brandner household", "Linz", "Austria", customer, 2100, "", "+43 732 555011", ReachBy::phone, "Sundays",
             "Ruth and Ilse; family films since 2019.", "bea"},
    Customer{"kranich", organisation, "Kranich Lighting", "Linz", "Austria", supplier, 1300, "verleih@kranich.invalid", "+43 732 555200", ReachBy::phone,
             "", "Lends us light, and brings it too.", "jonas"},
};

constexpr std::array the_people{
    Person{"lukas", "Lukas Brandner", "brandner", "runs the firm", "lukas@brandner.invalid", "+43 664 5550101"},
    Person{"ruth", "Ruth Brandner", "brandner", "founded it", "", "+43 732 555011"},
    Person{"petra", "Petra Sorg", "brandner", "shops and screens", "petra@brandner.invalid", "+43 664 5550102"},
    Person{"ilse", "Ilse Brandner", "brandner_home", "Ruth’s sister", "", ""},
    Person{"ivo", "Ivo Maas", "wren", "leads the projects", "ivo@wren.invalid", "+43 664 5550141"},
    Person{"femi", "Femi Okafor", "okafor", "brought the tapes", "femi@okafor.invalid", "+43 664 5550122"},
    Person{"nora", "Nora Vance", "helios", "training", "nora@helios.invalid", "+43 664 5550181"},
    Person{"emil", "Emil Fuchs", "helios", "accounts", "rechnung@helios.invalid", ""},
    Person{"petra_novak", "Petra Novak", "novak", "the bride", "petra@novak.invalid", "+43 664 5550134"},
    Person{"david_novak", "David Novak", "novak", "the groom", "", ""},
    Person{"karin", "Karin Lindqvist", "lindqvist", "dentist", "karin@lindqvist.invalid", "+43 664 5550145"},
    Person{"okonjo", "Ruth Okonjo", "sonne", "buys for the house", "okonjo@sonne.invalid", "+43 664 5550191"},
    Person{"felix", "Felix Berg", "quarry", "sets the routes", "felix@quarry.invalid", ""},
    Person{"joan", "Joan Marlow", "marlow", "keeps the reels", "", "+43 664 5550113"},
    Person{"clara", "Clara Weiss", "tandem", "producer", "clara@tandem.invalid", "+49 170 5550167"},
    Person{"marijke", "Marijke de Wit", "delft", "potter", "marijke@delft.invalid", "+31 6 55501222"},
    Person{"selin", "Selin Aydin", "aydin", "plans the feast", "selin@aydin.invalid", "+43 664 5550135"},
    Person{"greta", "Greta Lang", "choir", "conducts", "greta@portchoir.invalid", "+43 664 5550162"},
};

constexpr auto call = Channel::call;
constexpr auto mail = Channel::email;
constexpr auto meeting = Channel::meeting;
constexpr auto message = Channel::message;
constexpr auto portal = Channel::portal;
constexpr auto visit = Channel::visit;
constexpr auto note = Channel::note;
constexpr auto in = Direction::in;
constexpr auto out = Direction::out;

constexpr std::array the_touches{
    // Brandner Bakeries: the greeting for Ruth, and whose idea the Advent films were
    Touch{310, 10, 0, visit, out, "bea", "lukas", 0, "Looked at all six screens. The one in Steyr hangs too high to be read from the queue."},
    Touch{240, 9, 30, mail, out, "max", "lukas", 0, "The contract for the screens, one page."},
    Touch{180, 15, 10, call, in, "ana", "petra", 7, "The screen in Enns stays dark. A cable; running again the same evening."},
    Touch{120, 14, 30, call, out, "ana", "petra", 5, "Asked how the new breakfast film is read. People stop in front of it."},
    Touch{58, 11, 0, visit, out, "jonas", "lukas", 0,
          "At the bakery in Steyr: watched people read the screen while they queue: 20 seconds, no sound. His idea: three short films for Advent."},
    Touch{38, 14, 20, call, in, "ana", "lukas", 9,
          "“After two the ovens are off and I can hear you.” Linz has opened; he would like a film that shows the night shift."},
    Touch{16, 9, 30, mail, out, "bea", "lukas", 0, "Dates for the shop film, and who of us will come."},
    Touch{16, 10, 15, call, out, "jonas", "petra", 11, "Screens now run from 6:00 to 19:00. Promised: a greeting for Ruth’s 70th on every shop screen."},
    Touch{3, 14, 30, meeting, out, "max", "lukas petra", 40,
          "Three films of 20 seconds for Advent; they decide by the first of the month. The idea came from Jonas in Steyr; he keeps his half of the credit."},
    Touch{2, 11, 20, call, in, "ana", "lukas", 6,
          "“The greeting for my mother is not on the screen.” We had it down for the wrong day. Ana said so at once and offered tomorrow, all shops, all day; he agreed."},
    Touch{2, 13, 20, note, out, "sami", "brandner", 0,
          "What fixed it: greetings load the day before, and the screen tells us at 18:00 when one is missing."},
    Touch{2, 15, 5, message, out, "ana", "ruth", 0, "Flowers for Ruth, with a card that says sorry and nothing else."},
    Touch{1, 7, 0, note, out, "sami", "brandner", 0, "“Happy 70th, Ruth. From all of us behind the counter.” Runs in every shop until 19:00."},
    Touch{1, 16, 10, portal, out, "jonas", "lukas", 0, "Shop film, second cut: music two steps quieter, as Lukas asked."},
    Touch{0, 8, 40, mail, in, "ana", "lukas", 0, "“She stood in front of it with her coffee for a quarter of an hour. Thank you for putting it right.”"},
    // Wren & Partners
    Touch{200, 10, 0, meeting, out, "jonas bea", "ivo", 60, "How we work together: they ask, we answer within the day, nobody sends files around."},
    Touch{90, 16, 0, mail, in, "jonas", "ivo", 0, "A client of theirs wants interviews in three towns before winter."},
    Touch{21, 11, 30, call, out, "bea", "ivo", 14, "Interviews: who speaks, where, and that nobody reads from paper."},
    Touch{6, 9, 0, portal, out, "jonas", "ivo", 0, "First interview, uncut, for them to choose from."},
    // Okafor household
    Touch{320, 17, 0, visit, in, "sami", "femi", 0, "Brought forty tapes in two banana boxes. Some are from 1987."},
    Touch{210, 12, 0, message, out, "sami", "femi", 0, "Half of them are saved. On tape 19 his grandmother sings."},
    Touch{30, 18, 20, message, in, "sami", "femi", 0, "“My mother cried, the good way.”"},
    // Helios Solar
    Touch{300, 9, 0, meeting, out, "max", "nora", 50, "What the people on the roofs need to know, in films of ninety seconds."},
    Touch{150, 13, 0, call, in, "max", "nora", 8, "The film about harnesses is shown every Monday now."},
    Touch{60, 10, 30, mail, out, "max", "nora", 0, "Twelve more clips would make the set whole; she will ask inside."},
    Touch{9, 11, 0, call, in, "bea", "emil", 4, "The invoice says three films, they had two. We had it wrong, and said so."},
    // Novak household
    Touch{95, 10, 0, call, in, "bea", "petra_novak", 22, "A wedding in September, outdoors, ninety guests, no drones."},
    Touch{61, 9, 0, visit, out, "mira bea", "petra_novak david_novak", 0, "The day itself. Rain until two, then light as if ordered."},
    Touch{12, 19, 0, mail, out, "mira", "petra_novak", 0, "Forty seconds to look at, so that the waiting is not so long."},
    // Lindqvist Dental
    Touch{170, 8, 30, call, out, "tom", "karin", 12, "Which languages the waiting room speaks: German, Turkish, Croatian, English."},
    Touch{85, 9, 0, portal, out, "tom", "karin", 0, "Turkish subtitles, read over by her assistant."},
    Touch{43, 9, 10, call, out, "tom", "karin", 6, "Croatian next; she knows someone who will read it over."},
    Touch{1, 15, 30, portal, out, "tom", "karin", 0, "Croatian subtitles, in the file she asked for."},
    // Haus Sonne
    Touch{360, 14, 0, visit, out, "mira", "okonjo", 0, "Filmed the open day from a wheelchair’s height."},
    Touch{130, 9, 30, call, out, "ana", "okonjo", 10, "Who may be seen in the film and who would rather not: a list, signed."},
    Touch{1, 10, 0, call, out, "mira", "okonjo", 9, "Cut is nearly there. She asks that Mr Huber’s song stays whole."},
    // Quarry Climbing
    Touch{140, 16, 0, meeting, out, "lea max", "felix", 30, "A poster that moves: one hold after the other lights up."},
    Touch{3, 17, 0, meeting, out, "lea", "felix", 25, "He likes it slower. Slower it is."},
    // Marlow household
    Touch{190, 11, 0, visit, in, "sami", "joan", 0, "Twelve reels in hat boxes. One smells of vinegar and goes first."},
    Touch{3, 12, 30, call, out, "sami", "joan", 7, "Nine of twelve are done. The vinegar one could be saved but for a minute."},
    // Tandem Agency
    Touch{250, 10, 0, mail, in, "jonas", "clara", 0, "A series of six; they shoot, we mix."},
    Touch{75, 14, 0, call, out, "tom", "clara", 15, "Episode two: the wind in the microphones comes out, the dog stays in."},
    Touch{6, 11, 0, mail, in, "tom", "clara", 0, "Sent the picture four days late, and said so at once."},
    // Delft Ceramics
    Touch{110, 10, 0, mail, in, "lea", "marijke", 0, "“Kunnen jullie laten zien hoe het blauw ontstaat?” How the blue comes about, without a word spoken."},
    Touch{7, 9, 40, mail, out, "lea", "marijke", 0, "Three stills to choose from for the window."},
    // Aydin household
    Touch{370, 18, 0, visit, out, "mira", "selin", 0, "The feast: four hours, sixty people, one camera that nobody noticed."},
    Touch{9, 18, 30, visit, out, "mira sami", "selin", 0, "This year’s feast. They asked for no second camera, and were right."},
    // Port Choir
    Touch{220, 20, 0, visit, out, "tom", "greta", 0, "Recorded the spring concert, two microphones, no cuts."},
    Touch{10, 17, 0, call, out, "tom", "greta", 11, "Advent concert on the second Sunday; the piano stands on the left this time."},
    // Brandner household
    Touch{280, 15, 0, visit, out, "bea", "ilse ruth", 0, "Coffee, and the reel with the first shop on it."},
    Touch{10, 15, 0, visit, out, "bea", "ilse", 0, "Ilse has found two more reels behind the flour."},
    // Kranich Lighting
    Touch{45, 8, 0, call, out, "jonas", "kranich", 5, "Light for the wedding, brought and fetched."},
};

constexpr std::array the_waits{
    Wait{110, mail, "bea mira", "petra_novak", "“Can the grandparents have it on a DVD? They have no computer.”"},
    Wait{95, mail, "bea", "nora", "“Could you cut 20 seconds out of it before the fair?”"},
    Wait{40, message, "sami", "femi", "“Is Saturday at ten still fine to pick up the tapes?”"},
    Wait{25, portal, "jonas", "ivo", "“Our client wants the logo at the end, not the start.”"},
};

constexpr std::array the_promises{
    // the greeting: promised, forgotten, mended
    Said{16, 10, "sami", "brandner", "A greeting for Ruth’s 70th on every shop screen", -2, Ends::broken, 2, 11, Told::by_phone,
         "Wrong date entered. We told Lukas ourselves and offered the next day."},
    Said{2, 12, "sami", "brandner", "Greeting for Ruth’s 70th in every shop, all day", -1, Ends::kept, 1, 8, Told::in_person, "Made good, one day late."},
    Said{2, 16, "me", "brandner", "Say sorry to Ruth in person", 0},
    Said{8, 9, "jonas", "brandner", "Second cut, quieter music", -1, Ends::kept, 1, 16, Told::by_portal, "Music two steps quieter."},
    Said{3, 15, "max", "brandner", "Offer for three Advent films", 3},
    Said{16, 11, "jonas", "petra", "New logo as a file", 4, Ends::open, 0, 12, Told::by_phone, "", 0, "", PromisedBy::them},
    // due, late and to come
    Said{9, 11, "me", "helios", "Correct the invoice to two films", -1},
    Said{12, 19, "me", "novak", "Spell the guests’ names as on the card", 0},
    Said{5, 12, "me", "wren", "Three dates for the interviews", 0},
    Said{4, 10, "me", "helios", "Quote for twelve training clips", 4},
    Said{1, 10, "mira", "sonne", "Rough cut for the open day", 1},
    Said{7, 10, "lea", "delft", "Loop for the shop window", 2},
    Said{3, 17, "lea", "quarry", "Poster in motion, slower", 6},
    Said{10, 17, "tom", "choir", "Concert cut, two weeks before Advent ends", 7},
    Said{3, 13, "sami", "marlow", "Film reels on a disk, the vinegar one first", 11},
    // another day was agreed, by name
    Said{30, 14, "tom", "tandem", "Sound mix of episode two", -4, Ends::open, 0, 12, Told::by_mail, "", 3, "Clara Weiss, who sent the picture late"},
    // kept, and still to be told
    Said{43, 9, "tom", "lindqvist", "Croatian subtitles", -1, Ends::kept_untold, 1, 15, Told::not_yet, ""},
    // the customer needed it no more
    Said{40, 18, "mira", "aydin", "A second camera for the feast", -9, Ends::withdrawn, 14, 18, Told::by_phone, "They would rather be among themselves."},
    // what was said and done over the year
    Said{310, 11, "bea", "brandner", "Hang the screen in Steyr lower", -300, Ends::kept, 302, 10, Told::in_person, ""},
    Said{180, 15, "ana", "brandner", "Screen in Enns running again today", -180, Ends::kept, 180, 18, Told::by_phone, "A cable."},
    Said{150, 13, "max", "helios", "Harness film in Polish", -120, Ends::kept, 125, 9, Told::by_mail, ""},
    Said{320, 17, "sami", "okafor", "First ten tapes within a month", -290, Ends::kept, 295, 12, Told::by_phone, "On one of them a wedding in Lagos."},
    Said{95, 11, "bea", "novak", "No drones", -61, Ends::kept, 61, 20, Told::in_person, ""},
    Said{61, 20, "mira", "novak", "A first look within eight weeks", -10, Ends::kept, 12, 19, Told::by_mail, ""},
    Said{130, 10, "ana", "sonne", "Nobody is seen who does not want to be", -30, Ends::kept, 35, 11, Told::by_phone, "Read the list twice."},
    Said{85, 9, "tom", "lindqvist", "Turkish subtitles", -80, Ends::kept, 84, 9, Told::by_portal, ""},
    Said{200, 11, "jonas", "wren", "An answer within the day, every time", -20, Ends::kept, 20, 12, Told::in_person, ""},
};

constexpr std::array the_purchases{
    Bought{"brandner", 330, 4800, "Screens in six shops, a year"}, Bought{"brandner", 205, 1450, "Breakfast film"},
    Bought{"brandner", 110, 980, "Film for the shop in Linz"},     Bought{"brandner", 22, 2600, "Shop film, first half"},
    Bought{"wren", 195, 3200, "Image film for a client"},          Bought{"wren", 80, 2100, "Interviews, first part"},
    Bought{"wren", 14, 1050, "Interviews, travel"},                Bought{"okafor", 205, 460, "Twenty tapes"},
    Bought{"okafor", 28, 440, "Twenty tapes"},                     Bought{"helios", 290, 2900, "Two training films"},
    Bought{"helios", 145, 1450, "Harness film"},                   Bought{"helios", 10, 2900, "Two training films"},
    Bought{"novak", 60, 1900, "A wedding, one day"},               Bought{"lindqvist", 165, 890, "Waiting room film"},
    Bought{"lindqvist", 84, 240, "Subtitles, Turkish"},            Bought{"sonne", 355, 1300, "Open day"},
    Bought{"sonne", 128, 350, "A song, recorded"},                 Bought{"quarry", 135, 720, "Poster in motion"},
    Bought{"marlow", 188, 380, "Twelve reels"},                    Bought{"tandem", 245, 5200, "Mix of a series, first half"},
    Bought{"tandem", 74, 2600, "Mix of a series, episode two"},    Bought{"delft", 105, 1100, "How the blue comes about"},
    Bought{"aydin", 365, 800, "A feast"},                          Bought{"aydin", 8, 820, "A feast"},
    Bought{"choir", 215, 600, "Spring concert"},                   Bought{"brandner_home", 275, 290, "A reel, saved"},
};

}  // namespace

std::span<const Colleague> colleagues() { return the_colleagues; }
std::span<const Customer> customers() { return the_customers; }
std::span<const Person> people() { return the_people; }
std::span<const Touch> touches() { return the_touches; }
std::span<const Wait> waits() { return the_waits; }
std::span<const Said> promises() { return the_promises; }
std::span<const Bought> purchases() { return the_purchases; }

}  // namespace sample_story
