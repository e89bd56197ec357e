namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class SpanishTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        Cuesta 12,50 €. => Cuesta 12 euros con 50.
        1 € => un euro
        0,75 € => 75 céntimos
        $5 => 5 dólares
        US$ 20 => 20 dólares
        £2 => 2 libras
        7 millones € => 7 millones de euros
        1 234 => 1234
        el 31/12/2026 => el 31 de diciembre de 2026
        2026-12-31 => 31 de diciembre de 2026
        a las 14:30 => a las 14 y 30
        a las 14:00 h. => a las 14 horas
        a la 1:15 => a la una y 15
        1er piso => primer piso
        3.er lugar => tercer lugar
        el 2.º, la 3ª => el segundo, la tercera
        2da vez => segunda vez
        Felipe VI => Felipe sexto
        Isabel II => Isabel segunda
        Juan XXIII => Juan 23
        siglo XXI => siglo XXI
        100 km/h => 100 kilómetros por hora
        20 °C => 20 grados Celsius
        -5 °C => menos 5 grados Celsius
        1 kg => un kilo
        50 % => 50 %
        Sr. López => señor López
        La Dra. Ruiz => La doctora Ruiz
        p. ej. esto => por ejemplo esto
        EE. UU. => Estados Unidos.
        perros, gatos, etc. => perros, gatos, etcétera.
        n.º 5 => número 5
        C/ Mayor => calle Mayor
        la ONU y RTVE => la ONU y R T V E
        www.ejemplo.es => www punto ejemplo punto es
        a@b.es => a arroba b punto es
        91 123 45 67 => 9 1, 1 2 3, 4 5, 6 7
        +34 600 123 456 => más 3 4, 6 0 0, 1 2 3, 4 5 6
        10-12 años => 10 a 12 años
        1/2 litro => un medio litro
        2 ½ => 2 y medio
        ¿ESTO ES UNA BROMA? => ¿esto es una broma?
        ¡Hola! 👋 => ¡Hola!
        21 casas => 21 casas
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("es-ES", written, said);
}
