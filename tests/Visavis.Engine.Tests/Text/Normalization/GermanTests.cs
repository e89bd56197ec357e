namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class GermanTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        Das kostet 12,50 €. => Das kostet 12 Euro 50.
        Nur € 1,00 heute => Nur ein Euro heute
        Für 0,99 € => Für 99 Cent
        $5 und £20 => 5 Dollar und 20 Pfund
        1.234,50 € => 12 hundert 34 Euro 50
        CHF 30.– => 30 Franken.–
        7 Mio. € => 7 Millionen Euro
        1,5 Mrd. Menschen => 1,5 Milliarden Menschen
        am 31.12.2026 => am einunddreißigsten Dezember 2026
        Der 1.5.1999 war => Der erste Mai 19 hundert 99 war
        2026-12-31 => einunddreißigster Dezember 2026
        am 3. Oktober => am dritten Oktober
        Der 7. Mai 1848 => Der siebte Mai 18 hundert 48
        im 19. Jahrhundert => im neunzehnten Jahrhundert
        zum 2. Mal => zum zweiten Mal
        in der 3. Klasse => in der dritten Klasse
        der 21. Tag => der einundzwanzigste Tag
        um 14:30 Uhr => um 14 Uhr 30
        um 1:00 => um ein Uhr
        8.15 Uhr => 8 Uhr 15
        100 km/h => 100 Kilometer pro Stunde
        -5 °C => minus 5 Grad Celsius
        1 kg Mehl, 2,5 l Milch => ein Kilogramm Mehl, 2,5 Liter Milch
        120 m² Wohnfläche => 120 Quadratmeter Wohnfläche
        50 % mehr => 50 % mehr
        z. B. so, z.B. so => zum Beispiel so, zum Beispiel so
        Äpfel, Birnen usw. => Äpfel, Birnen und so weiter.
        D. h. nein => Das heißt nein
        Dr. Müller und Prof. Schmidt => Doktor Müller und Professor Schmidt
        Nr. 5, Kap. 3 => Nummer 5, Kapitel 3
        Die USA und die NATO => Die U S A und die NATO
        ARD und ZDF => A R D und Z D F
        DAS IST SEHR TOLL => das ist sehr toll
        www.example.de => www Punkt example Punkt de
        https://example.com/a-b?x=1 jetzt => example Punkt com Schrägstrich a Bindestrich b jetzt
        info@example.de! => info ätt example Punkt de!
        +49 30 123456 => plus 4 9, 3 0, 1 2 3 4 5 6
        0171/1234567 => 0 1 7 1, 1 2 3 4 5 6 7
        10–12 Stück => 10 bis 12 Stück
        Es steht 3-1 => Es steht 3-1
        1/2 Liter, 3/4 voll => ein halb Liter, 3 Viertel voll
        2½ Tassen => 2 ein halb Tassen
        Hallo 😀👍🏽 Welt => Hallo Welt
        Ludwig XIV. => Ludwig der Vierzehnte.
        der II. Weltkrieg => der zweite Weltkrieg
        in den 1990ern => in den 19 hundert 90ern
        Im Jahr 1848 => Im Jahr 18 hundert 48
        10'000 Leute => 10000 Leute
        1.234.567 => 1.234.567
        Peter V. Meyer => Peter V. Meyer
        Kapitel 3. Danach => Kapitel 3. Danach
        Привет Welt => Privet Welt
        你好 Welt => Welt
        3x4 => 3x4
        H2O => H2O
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("de-DE", written, said);
}
