namespace Visavis.Engine.Tests.Text.Normalization;

public sealed class PortugueseTests
{
    public static TheoryData<string, string> Cases => NormalizerCases.Of("""
        Custa R$ 12,50. => Custa 12 reais e 50.
        R$ 1,00 => um real
        R$ 0,99 => 99 centavos
        12,50 € => 12 euros e 50
        US$ 20 => 20 dólares
        £2 => duas libras
        R$ 3 milhões => 3 milhões de reais
        31/12/2026 => 31 de dezembro de 2026
        01/05/2026 => primeiro de maio de 2026
        2026-12-31 => 31 de dezembro de 2026
        às 14h30 => às 14 horas e 30
        às 14:30 => às 14 horas e 30
        às 2h => às duas horas
        2h15 => duas horas e 15
        1:00 => uma hora
        22:00 => vinte e duas horas
        100 km/h => 100 quilômetros por hora
        20 °C => 20 graus Celsius
        -5 °C => menos 5 graus Celsius
        1 kg e 2 t => um quilo e duas toneladas
        50% => 50%
        Sr. Lopes => senhor Lopes
        A Sra. Lima => A senhora Lima
        p. ex. isto => por exemplo isto
        etc. => et cetera.
        Av. Paulista, nº 5 => avenida Paulista, número 5
        O 1.º e a 2.ª => O 1º e a 2ª
        Dom Pedro II => Dom Pedro segundo
        João XXIII => João 23
        a ONU e os EUA => a ONU e os EUA
        www.exemplo.com.br => www ponto exemplo ponto com ponto br
        a@b.pt => a arroba b ponto pt
        (11) 91234-5678 => 1 1, 9 1 2 3 4, 5 6 7 8
        +55 11 91234-5678 => mais 5 5, 1 1, 9 1 2 3 4, 5 6 7 8
        10-12 anos => 10 a 12 anos
        1/2 litro => meio litro
        2 ½ => 2 e meio
        1 234 => 1234
        2 horas => duas horas
        ISTO É MUITO BOM => isto é muito bom
        Oi 😀 => Oi
        """);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_IsSaid(string written, string said) => NormalizerCases.Check("pt-BR", written, said);
}
