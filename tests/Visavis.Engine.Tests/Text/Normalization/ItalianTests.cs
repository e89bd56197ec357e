namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class ItalianTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        Costa 12,50 €. => Costa 12 euro e 50.
        1 € => un euro
        0,20 € => 20 centesimi
        $5 => 5 dollari
        3 mln € => 3 milioni di euro
        1 234 => 1234
        il 31/12/2026 => il 31 dicembre 2026
        il 1/5/2026 => il primo maggio 2026
        2026-12-31 => 31 dicembre 2026
        alle 14:30 => alle 14 e 30
        ore 14.30 => ore 14 e 30
        alle 8:00 => alle 8
        1° maggio => primo maggio
        3° piano => terzo piano
        30° all'ombra => 30° all'ombra
        Vittorio Emanuele II => Vittorio Emanuele secondo
        Elisabetta II => Elisabetta seconda
        Luigi XIV => Luigi quattordicesimo
        100 km/h => 100 chilometri orari
        20 °C => 20 gradi Celsius
        -5 °C => meno 5 gradi Celsius
        1 kg, 5 mq => un chilo, 5 metri quadrati
        50% => 50%
        l'80% => l'ottanta%
        Sig. Rossi e Sig.ra Rossi => signor Rossi e signora Rossi
        il Dott. Bianchi => il dottor Bianchi
        pane, latte, ecc. => pane, latte, eccetera.
        p. es. questo, ad es. quello => per esempio questo, ad esempio quello
        n. 5 a pag. 3 => numero 5 a pagina 3
        S. Pietro => san Pietro
        la RAI e la CGIL => la RAI e la C G I L
        gli USA => gli U S A
        www.esempio.it => www punto esempio punto it
        a@b.it => a chiocciola b punto it
        06 1234 5678 => 0 6, 1 2 3 4, 5 6 7 8
        +39 347 1234567 => più 3 9, 3 4 7, 1 2 3 4 5 6 7
        10-12 anni => 10 a 12 anni
        1/2 litro, 3/4 => mezzo litro, 3 quarti
        2 ½ => 2 e mezzo
        QUESTO NON È UN GIOCO => questo non è un gioco
        Ciao 😀! => Ciao !
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("it-IT", written, said);
}
