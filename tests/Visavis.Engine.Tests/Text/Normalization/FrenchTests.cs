namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class FrenchTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        Ça coûte 12,50 €. => Ça coûte 12 euros 50.
        1 € => un euro
        0,50 € => 50 centimes
        $5 et £20 => 5 dollars et 20 livres
        3 Mds € => 3 milliards de euros
        1 234,56 € => 1234 euros 56
        le 31/12/2026 => le 31 décembre 2026
        le 01/05/2026 => le premier mai 2026
        2026-12-31 => 31 décembre 2026
        1er mai => premier mai
        la 1re fois, la 2nde => la première fois, la seconde
        le 2e étage => le 2ème étage
        au XIXe siècle => au 19ème siècle
        la Ve République => la 5ème République
        François Ier => François premier
        Louis XIV => Louis 14
        à 14h30 => à 14 heures 30
        à 1h => à une heure
        14:05 => 14 heures 5
        9 h 15 => 9 heures 15
        21h00 => vingt et une heures
        100 km/h => 100 kilomètres heure
        20 °C => 20 degrés Celsius
        -3 °C => moins 3 degrés Celsius
        5 kg, 1 L => 5 kilos, un litre
        50 % => 50 %
        M. Dupont et Mme Martin => monsieur Dupont et madame Martin
        le Dr Petit => le docteur Petit
        p. ex. ici => par exemple ici
        etc. => et cetera.
        av. J.-C. => avant Jésus-Christ.
        n° 5 => numéro 5
        la SNCF, l'ONU et l'OTAN => la S N C F, l'ONU et l'OTAN
        www.exemple.fr => www point exemple point fr
        a.b@c.fr => a point b arobase c point fr
        01 23 45 67 89 => 01, 23, 45, 67, 89
        +33 1 23 45 67 89 => plus 33, 1, 23, 45, 67, 89
        10-12 ans => 10 à 12 ans
        1/2 et 3/4 => un demi et 3 quarts
        ½ tasse => un demi tasse
        1 234 567 => 1234567
        C'EST TROP BON ET LA FIN => c'est trop bon et la fin
        Salut 🎉 ! => Salut !
        Vive la République => Vive la République
        Il a 30 ans. => Il a 30 ans.
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("fr-FR", written, said);
}
