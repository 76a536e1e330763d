/**
 * Codes of SNOMED CT and RxNorm by list, with the side that their names say, and by namespace; packed as packed-codes.ts
 * describes. Generated from lists/, which have the source and licence of each code:
 * npm run generate
 */
// biome-ignore format: one line a namespace
export const snomedLists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aneurysm: {
    '': 'TReDBZsHHFtbbCFGtbDPNfZDlbBQrGHLcBBVaPKPf',
    1000119: 'DLAYkgge',
  },
  bacteraemia: {
    '': 'IGdGOoINsEIxZTiIQkBMpBKOrNExEMaGNVrEIuXOsBEYnbCKHuBKNxbLRxCPuuECmBArDGFaBVFmdCIRrFMmbGacBzdbbBgSsbbbbbCibMrbKjbbJrGnbBpOETlBVkbUTrBLzbIYbSaCIPgbBNFu',
    1000119: 'EVzNZbdbbbdbbbEiFMQbbbbbcbCLOYz',
  },
  'cauda-equina': {
    '': 'MVfFPvBQXlDZVeRPtbDYSpbWIjhehBMuqDcpELfbBBGnCCSeCOWoFHNlUKJfBAUuc',
    1000119: 'DRWBi',
  },
  'cerebral-palsy': {
    '': 'CUBxOAiDZOdFVTpfHZOfSWAa',
    1000000: 'EQKmNKn',
  },
  'chemotherapy-drugs': {
    rxnorm: 'LGBeBoIrEgDtbbxmCfbKuDBebobbCFLpbbbBVoGbGzFwMNiFOfBSXuBLJeLbbLmNbUyCcDzBRsBBkBMwbbcBKsELdJOQwBTdFNExURtJLbBWXtDRBgcCQNccESJzJTRjBcCNDfCSTkFOTuDGjieeeNXWjbFPTbKLrGQHdfDIRcPvdcCOoIrpcHOyGsfBrfjGdGzdCBsfEVlcpBFveDEwWfccCTjfdcCqFYgbBdecCUUdccbdCBmfcDkfecDyBjGYdfBQmCUqiIGngDEBpfFeBEmCWilMWyEAOnCVRmJFyUfDZq',
  },
  'cold-painful-leg': {
    '': 'BRXIv',
    1000000: 'GFDsbb',
  },
  'deep-vein-thrombosis': {
    '': 'CPgIIxNWdMJsJDtGYeGGhDYlKMxDTsFPgDAjMRoBuPSeCWTacJKaDMGjbbccbbchbbcbbHCwTFnBEUyCRKsBQOnFJUeBIVwbBMrOUuGOfOUSpKFaCZBlFPQh',
    1000000: 'FOTec',
    1000119: 'CnTLqnbbbbbbBeQc',
  },
  'deep-vein-thrombosis B': {
    '': 'ZHHl',
    1000119: 'BQFq',
  },
  'deep-vein-thrombosis L': {
    1000119: 'BRKvDJSHzLsBSLvBkGRULw',
  },
  'deep-vein-thrombosis R': {
    1000119: 'BRKuDJSHoLoBSMpBcGZBRRg',
  },
  diabetes: {
    '': 'OPfTNeHJvXSgDVhBZQeGEYpbBlerNCabCETtfEIEpbCEbjbCOEtDLSfGbByLrEzGbJrBnCuBfLzCqBuFlCnCpHEzUyQuKIOxccbFWVrbBFnbcbIDyBEHdBSZx',
    1000119: 'CrDbcbeDZaLclBOtCVgbbcBOfBchBPjbcbUoBKfUzIicQfDxEGkbbbbcBHXkBqg',
  },
  'diabetic-amyotrophy': {
    '': 'CFUgCrCcCHSvQAReDTJfUy',
  },
  'diabetic-neuropathy': {
    '': 'CAYbUGcBVXfCODkbSiDTXcbbCDHzcbbbHIWwDLZlSoFQwQBKdKCcbEIEuBr',
    1000000: 'EKJc',
    1000119: 'FvKKiEPfBCmBMEpBh',
  },
  dialysis: {
    '': 'BAaQQyEBwBDXlBHCrPVkOhEFrCCUzGRBpbMIybbbbbbbbbbbbbbbGZwbcbbBOPlBHEgVEpHEPzPSwBAwPQMf',
  },
  endocarditis: {
    '': 'DPvDOuBABjLQoGRtBXqLSmGErIJeEJhGGrCLrBGsEYmTeDGoFChBCsSGcJoCQnCJvCKjGSjWUeEGZwVlcbGhkLQsfdcDdCFLubbbBVXoSCxBHPfGUJcUxECyCEdBJaBWUbbbbbbgbDfbbbebnceBTkFcEyBEsnQVpNCUnkbbPGyLBqDCtBDwbCFFmbEICmBoc',
    1000119: 'KRqDJf',
  },
  'femoral-neuropathy': {
    '': 'LAnBAZpKQBvbBBCwVOMtFWNy',
  },
  'femoral-neuropathy L': {
    1000119: 'BREy',
  },
  'femoral-neuropathy R': {
    1000119: 'BREz',
  },
  fever: {
    '': 'LDgBUKeEVgLXhULkBIfPDzEEyBKHvTlCBKuDNhBEDnDPodpbdbbcbcBHCuDNIhlibmBBMgGZqbbcFoDOtMuBRTlDPPwJMrSWpCGFbPVWrBBIh',
    1000000: 'ETDv',
    1000132: 'BNb',
  },
  'guillain-barre': {
    '': 'CIPgBMKGkBKqbCVZbYCm',
  },
  'heart-failure': {
    '': 'OaHCaItGZkUwWBnYWdCBpNoIrCRgDLuMEmBBBhLExWkBMvBRaFHlCVyCQlBBUfETMymcMsbcQZgBOLmEOTuFMIzLEzLwJAqCTnNkVZyBxCOhbDlbBQFoMXJuGXybbbbVOeITMnSXZrdbcJw',
    1000119: 'CIsBDcGNpbTkEGuCXhbbbbbEXbbbDKBHnffkBXOi',
  },
  hemiplegia: {
    '': 'CJhCzBBDwUZrYFtHMlBJMyBYcNFYhHHTzfGoDvBdeCbDaTtiCf',
    1000119: 'UToDASucCQn',
  },
  'hemiplegia L': {
    '': 'PVRhc',
    1000119: 'BQZebNtbfb',
  },
  'hemiplegia R': {
    '': 'PVRgc',
    1000119: 'BQZgbNtbfb',
  },
  'hip-fracture': {
    '': 'CNpGFwBBnJBiKFqRgDZyDWnBNnTcCLaCVpQaPFqGIaKJbCYpLJoGLqRbEHsCQwLQmTaGLaEFtDXvCDLbEQEkcbccbbbffbbbecbbdcbbdqbbbbfbbbbFkXgbbbDBNiFhbbbbcbbbbbRXmbbbbbBMAdBMmDHMldBXybCTVfbYSxBRjCxEaFiPqEvBLxCMzVTmFmyCFnOJVjFTxCpcebDzDaeBieBneBDcbcBfBPQuDEHcBzDynFTMbOMIsIIKkCUVe',
    1000000: 'BDKkb',
    1000004: 'DMWLcBDBXw',
  },
  'hip-fracture L': {
    '': 'CWEBx',
    1000004: 'ETDEu',
    1000087: 'GWlj',
    1000119: 'CILSbBCXxeFfqmimiiqqCHteMQkiiBHwiiiiiiiiiiiiiiiiiCDQmiiiiQiiiiBciiiBADZxBou',
    1000124: 'COBf',
  },
  'hip-fracture R': {
    '': 'CWEBy',
    1000087: 'GWmj',
    1000119: 'CILRxBCPtNnyeiieiiqiiBTpNEsiBIeiiiiiiiiiiiiiiiiiCDQmiiiiQiiiiBciiiBAEArBiu',
    1000124: 'COGv',
  },
  'hip-osteoarthritis': {
    '': 'BLMtCZXbHBFdCEGzBPLqZHSoEJEe',
    1000119: 'BSVk',
  },
  'hip-osteoarthritis B': {
    '': 'LMPbbr',
    1000119: 'QSp',
  },
  'hip-osteoarthritis L': {
    1000119: 'BVUyn',
  },
  'hip-osteoarthritis R': {
    1000119: 'BVUzo',
  },
  'hip-osteonecrosis': {
    '': 'BRIfJXRvNTBpCdJtPKDw',
    1000119: 'BSEgk',
  },
  'hip-osteonecrosis B': {
    1000119: 'DKZLpCGBy',
  },
  hiv: {
    '': 'CIImLWgEWjPKaYMeKYdBBjHCwybBDMqDBUmBEXmbbCMIawPgGNrBBpBAeFMfCCCgbGZqBXTnESKmVuGTwEBaSkMFzIuDDtFFfBlvgnClliBxCutbffCiBsBhBbdBrknorChxBmhCxdyBezEyBqlBddDbjmqxgBwctBqBaClgfylccCeCjyxjBuCcpfjCkpBmjBpmfDkCdOQbPGxEvEWhOIStCjCEmXwTNzpdtbbbqccfobbbhDrbbBlbdbbbbggbbbbbcbmdbdbbbkbbbybbEtbwehbbbbbiDybBjbgkCpdEmOrHMoCLgCBnQRtbCMwbbbbbbbCAQxhbDVLbBnDBlCeBEDpbcHQwGGpCfqPLYbkCOMrbEEDj',
    1000119: 'iLJubMiBOjbCIQHhBJxBDLEd',
  },
  'immunosuppressant-drugs': {
    rxnorm: 'GAEzbFFUwGjBFsbbBAdJsBCwHOtEfbbBZInCTfQOaBTCybGeBMKnCAkYhJvDMkUPuVXxJFrOVkbBHxGRQkLDwdFOLrBXInGJFsiBuDVPkUVlBNOaiBfOEoiDXtCDhFOjfCYQlECXpheBESdGXHzBNGjJGJzccHAGwMrjfNYfjfgEbCJByDDVwJGbhccgcecDDYjDAXyxCgsBGeCLlIwdbhbZzfBUsfEdfcJOfwfDOHjVAgGAbjDBnghCMDhMWdRUpCNMqZVkCTBihIoNqFKwcDAbXkBBYdFUPeFZjDuGFgCUKhEJEm',
  },
  immunosuppression: {
    '': 'HbEVgDPtKPwGDaHSyBGaCFxIQiBCuBDpHeFPwEHoEFkGSvESyNLkKIqJxDWyOPuQRtDGqceBKpgMniBobbebbCYlbbebrVVmcbbbbbbdbbbbkncbbbCBlHhcKJsbbecgeMLtHefCLmBDmcDJCebdbbCdBldbChcbbBxbcebbkkocBWmBKnrbbnbbMnjBBNzBGSnDKeCebbFvBtCUuFYoKdKLuBGbBBWxCWmIAvCVievYoCtgqbbbbbbbbebhcncjbbbbbbdbbbbbbbdkblkOxbFhKeKHzbbNjhZGjbddhbFzBsbbGIuJrzgbblbjbcSeHWcCQJcjiEYrqLVvEsBQShErECcbBKuKolbbcbbbbbcbbbbbbbdbdbbbbbbbsHHdGJkCaDsByCrHebeMhOxItTnDAgETaKjDyNsCJvEDwBfYyBEzTQvBIhJmPnCGrBQsMbbMeBqFhBqCLoVkcEeBnbHbIpbedlxpBwcBjrbeicbCisdDhcfbBucCcdgBlBdBkDncEyCgfbechcbDudbBnbbbbbbCsplDwbOGEoPlEAxbHjYzOQkBKlCFfBGgCCiDYbBBaHzLtBIdBJzBDccbDBtKFqQxBWsBMcDQeBJKaOlPwHhIkBWeCRfGRkDArTnODeDDCgXTNljbbDklb',
    1000119: 'KCobcHEgdhbcdtdckCLqBGDkBaEaqBmHy',
  },
  'kidney-disease': {
    '': 'CVNwCIQeIHPpLDCgbBXoPFIgbMVhGIfMZxBzbMfBBvJXOw',
    1000000: 'BVYqdddeddddeDOLvcgeegBaccocc',
    1000119: 'CvbbcBDtBCaIGaBcCVebbVyBdbbBFmBXbEgBNzbBQcbVLbbbbDgcbbMFnbbBVUgCFHBii',
  },
  'leg-artery-occlusion': {
    '': 'EOXrDBqMPdFYKbbbbbiEAYaCQFtXKSnbbbPLabBXbPRAy',
  },
  'leg-artery-occlusion B': {
    1000119: 'DMWUwFZxm',
  },
  'leg-artery-occlusion L': {
    1000119: 'DMWUoFYbiyiiq',
  },
  'leg-artery-occlusion R': {
    1000119: 'DMWUsFYbmmqii',
  },
  'leg-injury': {
    '': 'FAbBXsBXcBCvLgDMoRbvCDqCDkMnCOgYuHhUuDWkCNtCDeOdRgNaBHwMaBCiBKpBCtKcBQmNjEBoBHrDKcBItCPlGDdLmJpOfIdEoCZzCFsHfBUrXrNbFMaDEcCkMhFgWyBMoCLgCQqDfFEsMdBUnCAgBKoQfBcCPcBNyCJaBVdDKfKmlCVqBuJsBOgBDxFhPQtBFNmbbbeSGaCLjbCMbbbbBSJcCPPlIJebbbcebbbcbedcbbbbbsbbbcbbbbbbbibbbebbbbbbbbebbbbbbbbBcbIbjBejhbcdbgbNabbbcbbbfbbbfbbbgbbbPmBJccubCMdBOWqmBHYygDzbxbErbcccbbbcbbbpbbIQhDRhFOkbbcETeEKfzbbbbboLhBMHoQkLCcBNClBLRdCQOrbPzbYzbOJhGnETdJebbUtbBBnFvUwGpWCkDvBCbGdBAfbbBkErbJwOIRdBOyCqFGswCjbbbdEsCwhBphEkbbbbbzWxdckBPSvDNgcbGodcjcubbgbYgFRUpBZYvMQlb',
    1000000: 'EJUgGNxBThPa',
    1000124: 'CMEn',
  },
  'leg-injury B': {
    1000119: 'DNCPb',
  },
  'leg-injury L': {
    '': 'BPVOzBGINh',
    1000004: 'DZSTk',
    1000087: 'GWy',
    1000119: 'CJOLeieiieiBoeFbiNfVeUnFnyMxMKtiiiiiiiqiiiiiCyiiiiiiMeiCuiMaESRdOAf',
    1000124: 'COBif',
  },
  'leg-injury R': {
    '': 'CWECf',
    1000087: 'FWdBAw',
    1000119: 'CJOAwDoBoMxieiStXimieeeGaKueeyFMdHLniiiiiiiiiqiiiCyiiiiiiMmPcFGQcBg',
    1000124: 'COAu',
  },
  'leg-numbness': {
    '': 'RPXhbb',
  },
  'leg-pain': {
    '': 'PRtDWMbHCIxFOSnFAToBCfSCIr',
    1000000: 'EBFx',
  },
  'leg-pain B': {
    1000119: 'CRRTxTHAs',
  },
  'leg-pain L': {
    '': 'IXXlHKSwHYGk',
    1000000: 'BJKe',
    1000119: 'BUWm',
  },
  'leg-pain R': {
    '': 'IXXmHKSwHZZx',
    1000000: 'BJKn',
    1000119: 'BUXa',
  },
  'leg-paraesthesia': {
    '': 'RPFzGWOe',
  },
  'leg-paraesthesia L': {
    1000119: 'DKYWa',
  },
  'leg-paraesthesia R': {
    1000119: 'DKYVv',
  },
  'leg-paresis': {
    '': 'EOZcJQUfKARuBDnQWFjb',
  },
  'leg-paresis L': {
    1000119: 'BQYpb',
  },
  'leg-paresis R': {
    1000119: 'BQYrb',
  },
  'low-back-pain': {
    '': 'CIFtBETdEDWrHAmZWzHTuEWLkcBEMwQCkcGvbbwBDAhDJvFASpBChMLQnMPPsbQLKkb',
    1000000: 'MRlDHjFMt',
    1000004: 'GOHNk',
    1000119: 'QUz',
  },
  'lumbar-disc-herniation': {
    '': 'BDQbFSnBIDqCAIlGWBxxebOJuFQZeYCYfb',
    1000119: 'BZd',
  },
  'lumbar-radiculopathy': {
    '': 'DOxBFTrBHOyBHHdTQaBEPpBLGmbEGFgbbbBnFNVrbXOIy',
    1000119: 'BUAzbDLCUyFBYv',
  },
  'lumbar-radiculopathy L': {
    1000119: 'DQTBk',
  },
  'lumbar-radiculopathy R': {
    1000119: 'DQTBu',
  },
  'lumbar-stenosis': {
    '': 'BRMPcb',
    1000119: 'OWnBFRr',
  },
  malignancy: {
    '': 'HAuMHcKQaHDqIHyIFuFHlTxJMqJMmIQfCLvBHpBlKsBAnJPiQnRAoCKuNUabbbbcbYxbbbbbbbbLjbbbdbMdbbbbbbbbbbbbbbbbbbbrnbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbImbBkbbdbbbbbbcbebbcbebbcbbbbbbbbbbcbbbbcbebbcbbbbbbbcbDdbbcbbbbbbbbbbbbbbbcbbbbbbcccbbbcbbbcbbbbbcbcbcbbbbbbbbbcbbbbbbbbbbbbbbdbbbbbbbbbbbbbbdbbbbbbbbbbbbccbbbbcbbcbcbbbbbbbcbbbbcbbbcbbbdbdbbbbbbbbcbbbdcbbbbcbdbbbbbbbbbbbbbccbbbbbcbbbddbcbbbbbcbcbbcbbcbbcbbbbbbbbbbbbebbbbbbbbbbbbbbbbbbbbccbbbbbbbbbbbbcdbbbbbbbbbcbbbcbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbcbbbbbbbbcbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbdbbbcbbcbbbbbbbbbbbbcbcbbcbbbcbbbbcbbbbbbcbbbcbbbbbbcbcbbbbdbbcbbbdebbbbbbbbbbbbbbbbbbbbbcbbcbbbbbbbbcbbbbbbbbbcbbbbbbbbbbbbbbbcbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbdbbcodbbbbbcbbcbRzbbebbpbekbbebBdbcbUSmdDcbbhbbbhbbbbbdefbbbcbbbbQnbbbecbbbbbbbbbbbbbbdbdcbbbbbmebbcbbcdbbybddbccccececccccbdlcbbbbbbbbdbbbbbccbdbcbbbbbccccbbbgMSgbbbdbbbbbbbbbbcbGYpUjdEEoPjeFscfBVpdbPsbIBdxDiDARkdccfbichcbbcdbdibfbbbbejgbbcdebbdbcbbgbhgbbbbbfbbcccbbkfdhcedbhcfbbbedcbdbbbbdhbcebbbcbbbcdbbbbbhbdebcbbcbbldqddkbbcfbbcdfbbbbbbbbbbbbbcebkbbbcbbbbbbjbbcbbbbbbcbbbbbbbdbdcbbcbbbbgbcbbecccbbdbbbcbfbbbbbcbbbbbbbbbbmbbeebcbedjcbdcfbcdjebbbbbbcefibddbebbbbbcbcgebcibkebebbbbbbcdbbbdfcbbbcbdbbgbbbcbbcbcbcbbbdbfbebccbbcbbbbbbmbnifDbjebdhchjcdbfcbbbbbbbdbbbbbbbhcdcdcbbdddbddebddbbbbbcdbbbbbcdbbcbbbbqdbodbbbbbcdbbddblcbbbbbbbdcbbdmBbhbcbdbbcbbddbbcgocPtMsLtbBgCzEcBEiCGFaCMjebbJgCTtCZxbVabBClWiYuOxBYaOeBZeBMnOZybccbcjblbblCcBXtbdfeceefgbbcedbbbeefedcddbieddtgeedgefeeeccccccccedmepicbhbcdbcbcbbbbcbfcfdcCabbcbbbmbcbbbbboqhvccbbbbyebibbbbcbfbbbdbebcecbbbccbbibbbecbbbceebddbbbqecfdcebodbbbbeddbbbbdbbbhbeedbbehbbbbdcbbbcciekbbbbbbbbbcbdcbcbbcbcdfbfbbbbbcbbcbccbebCkVCubdbdcecbBnbrlBibbbBjbCNqFobDwOlDEjbcbBFidNxEybbbcuCtBJtbMgmbBucebfbbegbebbbhykgCybbinGzLtmbBfcxncebbqbbbbbbbbebhciebcfbbbbbbbbbbdbbbbbbbdfebbicbkEoJisbbcebbbbbcdEzJkuBmDQyXdbbbbbbFgFIucEebbkGkfbbbbbbbbbbbbbbbbmcbbcbbbbbbbbEuhClBOicbbcbbbbcbcUVuBDoBOtbbgkbdebdcbbcebGafBmbbFhhBZsDYtdhElGebCwqbgccbebbhfbbbibbbbjbcbbScBRgBWfgwCvBTkMnhbbbbBGcLnbbDzbbbbCsbbBDiIjkbUmbbbbfbbbbbbbbbbdbbblbbbbbbbbbbbbbbbbbbbbbbBxQHqBXQhmjiFccdHuEZfcbbbbbbbcbbbdbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcbbbbcbbbbbcbbbbbbbbbbbbbbbcbbbbbdbbbbbbbbbbbbbbbbbbbbbbbbbbbbbebbbbItILjbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbccbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbCAfuzEsBFwbbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcBgbbbwfbbbbbbbbbcbbbbbcbbbcbdbbbbbbbbbbbbccbbbbbbbbDxBGebbbfbbbCzRrKbRDuFNuGLfDXjBFfcCKaBvIzGjJyGiDwCsIqDhBgCfqBwBzcDNrbbbbbbCuqGhbbCccddbbbBcbbVakJjcbpnFrbfbbdbbbbbbocbbbbbckbbbbbcbcbbdbwbbbbbbbbbkmbbbcbbbbubbbbebbebbbbblbbbbbbecbbgbbbbbbbnbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbmdSnlFqBCiKqvDyDZtbbbbbbbHAiCabdbDnByCrHebeMhOxDwxEafgGdFcBccCnEcbbbbBLzCzMgDwCvChKuJcFhqBxQfMuGbUdHgXeRsIjfKeDyNsdBiVgIjIwDsvDcCkBfBbCzdmBtwyBzuBhDeBlBbgmCeihBlBfgDbgpxBfBjBobwremomDlfhdfmsBcsgdiBmBvofenCpCzoCnBaCctBnBnBfqBaBgDbBboBgbCkBzBgFrCsBmBzocqxCdsCjvBeBvfbCuCvIxByBfCjEqCuFaCbDpBfDkBiKmJjDbCwsDhNnFuqBbChMfBnGzBpWlEyDdCkByNgBDoIkCnBDvBAkJmBClISdUmBAtIqzDbycBEgIoyPnWdXbiEclCuEcBwbfBbEyBbeBoIjbyPxIobhEeHqbMelBfFhBqLeKyGlXuFcGfjGbEtbBaGyCicBvbbbccsitjpbbbbhiebbCybcbClcBmFuBaBvbbbbbbcbiccpcedbbkebwcbbobccBjrbebbgcbbnhBbblcbbodBpBsbbdbbbBucCcbbbcbbccbBibbbBaBkbbDjbbcboBwbvcBibbcbbbBntbbdbecbbfbbbctebhBtdrdbBdbbdfbbbbbbbbyfbfbhbbxbbbmbbjChjBebbbbCapkDdBxbcbbbbbbbGkJCGueFAWwsBdbbbbbdFwDhbbbNuOsLdbBkbbbbGxEqcBtEkXhCnCUibwbnBpvjLxbHjJrcGbBqHobUgBIzElCRaOdcdbbbbbbbbdbbbbbbbbbpbbbdbbbcbbbbbbbbbbbbbbbbbbbbbbbkbbbbbbcbvbbbbbbbcebbbbbbbbbcecbbbbbbcbbbbbbBhbcbdcbbBkbdbbbbbbbbbbbbbbcbBfbBgccgbbbbmlgbbNlRiQbByCiJuHeBuMbObbBUwBQtIrDvHhFvDxdBgcGaBhCebbBjBlCuGxNqIeBKncJqJdcbBuYmcfCcbbcbbecEzCpeBHrbbGyfbBuIyuOuRgCHbBBmbbbbbccbcbIsbfbbbgbbbbbbbbebbfbbbbbbwbbbbbkbbbbbbbbbbbbbcbbbbbbbbbbbbbybbbbwbbbbbbihchBlNdjEnFsBwtbCmbbbbbbbbbbfdbbbdjbEsbebbbbcbbbbbbbbbbbbtfceCzBgbeEsEsbDsjDfquUwbbbbbbbbbbbbbxicGlcbbPrbCqbpbbDkcbcbbbFzbCiUeBvWkYjbbCpICuBHfCsbbisbGybbbbbbbbbbbbbbbbbbbEebExfftHzDoDlBzBhQhBFeCbCnIubbBmrwGdbbbbbPlBCiJqbbbbbBUsJjUlBHNlNtFmbHzzOjbCpGwDvbCqcHfEbzDkBFeBpcEebbibDeclbjBdEbBpHkPwbLsbcHrbTpbbGpfBrbbbRveEJqGbBqbDebbPeCVoLfbJtDjFubImGApEBvexIyLuBXqzFaDkDnByDvBcNuyByDlcBeBjDAiCuGdZwOrCIxHsDuhdwBBpESoBIMbbECgFXybBvGDlyEGjcdDmbBtEOvkEKpIeCTibbbbcdgDBobFtBDZbcbbDnHLkdDqccqbbbbbgbcfgbbbbbDaGDijBcCFgKHubbbRIubfGUbJajbbcbcEFcbGKHherhcxnfbcccHFVfFWzfbDWzBzbbbbRpExBfcerLoEXeLigbBxdczGNljbbbbfbbbuccbbBmbbbbbbDUqPwbcdbdbbbbbcBgbbbbdbbicbxLccbchchcbbbbbbvItbbbbdbcbbCrqfHOgqccczBjcbcbbbhGoMmTiIdNNkDlJTecmbOiKDmcbbnbbEaFeJuGgGxCdcDxNQncdchbceocdccpclDjnHlCcbbddchbedcbgbbbbbbbidbbbjbbbbbbbbbbcicffbeGObJSrDygcbbwJydbMFxkKvHhExHIyCkKSaEnMsBKnEkIFmjbbbbbcbfbbbbbcbbbbbbbbbCkbbbbbbbbcbbbbbbbcbbbcbbKxbBbeBqbbgbbbbbbBabbbbcbebbccbbbcbbbbbbbbbcbbbbbbbbbbbsbbbbbbbbbbbbbbbBvBrEAvfbbcccdbhcQJxjcbbbbfbbbbbbbbbbhbbbbbcbbbbbbbbbCobEQecBgbbbbbbbbbbbbffbbcdbBcccbbbbbkbccbttbbbbeEbEnkbbgeocDabbbbCyDkBbhbbbIzbbbbjbbbbbbbbbbbcbbbbbbbbbdvBmbbbbbhbbbbbbbbbbbbbbbbbBebbcbbbbbcbbbbbbbbbbbbbbcbbbbCqcbbbcccbcbbddbbEVsbCjojBxbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbibbbbbccdbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbdbbbcccccbccccbcbcccccbcccbccbcccccbccbcccbcccccgcccgcbcbcccccbccbcccbcbbccbcbicbcbccdbcbcccccccccbccbccccbccccbdccccbbcccccbccbcccbccbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbccbbbbbbbbbbbbbbbbbbbbbHdbcdhbbbbbbbbbcdbccgbbbbbbbbbbbbbbbbbbbbbcbbbbbbbbbbbbbbbgkfbDxBzcFgENcpbbbbfbbdfEnBmbbbbibbbbbbbbbEwEvbbbDfbbCpbbBvbbbFjbDerbgdcBvBqBlbbbbbbbtcbFRcbbbbbbbBfbbbbbbbbbbCkbbbbwbbbblbbbbpbhcdbbbcbbbbbbbbbbbbncCqbbbbbbbbbbbCdbbbbbbbbbbdbbcbbbbbbbGeedjbbbbbcbbcbcBsbbbbbbbcbbCybbbbbbbbbbCrbbcbFrCwCnbbBsPJjBpCWgEMvSeCHiocrcLnFfbbbbZrubibmCZnedbBwbiFtQafcbDQyTKxCxbbbbbEmbbbbbbbbbbbhbbcbbbcbybbbbbbbecdbgbbbdbcbbbdbBMGdbbbbCcLFx',
    1000004: 'EEPZc',
    1000087: 'GQaBi',
    1000112: 'QRlFNMlku',
    1000119: 'GjbbbbbVxIhBHaOjIsUlbPzBSuCJvbbbYzbbbBqbcKvbGwVgDjMkBaHxbbIsbbbbbbOccubccfbbbbbbcbbccboLbHrbCjihHlmbbbGdbCmIgFrgbgbJlbbbjgccccBbdhbBFlBfcdhbcdtdckVvcfbcCnddbcbbbbcQciIxcbBzcdJzwjbbbbbDuwDgCtZplbIbbBgExdGwFHvecgbbbBDzcCHaCTcBGkHfXqPYdbfmfbcedjbqevByehndcfbbbbebcbbdbbhdmdcccmbekcdkvbbgbbebjbfccdbbdywdcbddedkdcbcbebmBdBWHpbbbbcbcbbbbddebibcdcebsbbbbbccbecdbcbbbbCdbibCldtbDnbbbbCldbbcdcbcbkcbeccbcbBtbbbnbBmbBicbecBjdbbcccbcdcbbbccdcbxgdBabbcccdcbfdbbcbezcddfbdebcbbbBbbbbcbcCFOhbbdbbbbbdbbcbbBubbbbbbbbbbbBjbccbccbbbbcbbbbbbcbcilcddbbbbbbbbbbfbbbbbbbteezbbbbbbbbbtbbbbbbccccbbbbbbbcddbbdbbbobebcebebbcbbbbbbCLzcChbCCRLlEGzemeeeeffeeffeBCbRqBHOeiEZvEAOwCYRceUpeeeUvieeGHLfMZXteeEpBRMdeeeieCVcqDcePoeCyeyeeieBceeBoeeeCyiieeeiBceeBgeCSzeeQUoeimeUJceEQseuWUgQRzeeeeeiQArfDwJFaLGpHFbDEeeeIVwuueBCCNBzVPKMpBEVNbBHBBGeDBJTSgGPGEbDJKIvSTCPeJYLNkKAJFl',
    1000124: 'CLXfwCStGqfJjIlDdCiBaDbbbbbbHhgNGsbTGwTFr',
    1000132: 'BVgbbb',
    1000224: 'BSd',
  },
  'motor-neurone-disease': {
    '': 'CDGeSKzGRnBNUxEZzBPqOiIFIsqBASRgBAUcWtGOmDLRzBBvDBUlULLfbGKxDgdlDNhpbbGAfCXAjbbbbbbc',
  },
  'multiple-sclerosis': {
    '': 'XUyDIzJKdHKUlCEBvbbbbCDKcbbLCQwBHpDLnONjBOqQFXrCJIyCXBmVAYy',
    1000000: 'BYVidbbbDSwbbbbBGFp',
  },
  'oestrogen-drugs': {
    rxnorm: 'LGKfbbbbbebbbbLItBWIobcjeDDdWhBFoQdNnBkVmbIGwBHvBZOkBMLqpbpcIzBImZyDDhBKoBXWmbDxCMSyOEuCJnCvbDRdBOKwCLJfFSQscCNnBJHyBPQeBIYlBWXzBZJsKXyBCMycecBaBkkKrbbWhzxcCkccgcjkNzBYlNkLPobbCWMrUGfIVNwdccbBFRebdbBndDkegTLadBIVybDBPoGGuGNuCVYwFULflcGbgCVGnDHLabnJmbfDlgbcbdbbVGrbbCSYmcHDrMaVWyCKJlbcbCXVkEEGrBCNAsOYVgdJNSreZZvEIMv',
  },
  'on-dialysis': {
    '': 'NLTrBAQQyOAv',
    1000119: 'NLdcWtEQjbGqDOzTPoMDu',
  },
  osteoporosis: {
    '': 'EYrQSwFAjVFdBEUfRHlCDPsFTJyebbbbbgbbbbcbbbHwCBZtbcfcBiBPEkMUbGZuBPYsDBhDgbEMUgCHMcRYsOUTvBNebbbbbbbbbbbBjbbbbbbbbbbbEOmBPSobFLrCMImGNKtPCAfkKLd',
    1000119: 'CMJHgiiieqeLoDETye',
  },
  paraplegia: {
    '': 'CSzFWzZjHMnBPZiGQlGIdChRGuBJPqHJqJFaFNYgpbbbCDEjbcCOWrIUpFCQuBpBTuDYQkrDlHeOPEeRickYTtnKmMuCOdBXcEIsGuPaVnRvbHpbbbbbbbBKnOaCElbbbbblJIsbpbjCtCiOcFPcBMFxbbLlcbdbbbbzbBXjcBucLxBBgBNaFWbeDZxGUktsGVuCbcbbtbFkHzUiCxbCoCHgbGMbEBIt',
    1000119: 'DKaLAobBCOjbCQSOk',
  },
  'peripheral-arterial-disease': {
    '': 'CXWcSBxJSEobHDwDPDpDJjNAiEYXjDmIDxbYEkBGRcOMZtBLXoDSOdEQubbbefCSPp',
    1000000: 'EURgc',
    1000119: 'DFfBYzRPvCIHMbILZjmmTKVrefCBMaeMmeiiPgCme',
  },
  pregnancy: {
    '': 'NSxCRjELiNaCWoTHrNUnEGhPoCYxBYrCUvPLeBIsBJyBZsFCmBIjWiKPpGQwFIxDBxGPhFCjRPwdBKFxCKIeCubbbbbbbbBRZuPtCDNafbbbdRJpBONeHIaBWRhGOClTRfDFzVLycbTLvNSXabBGUYa',
    1000005: 'DGAk',
    1000119: 'DHsBYkFmOMw',
    1000124: 'CPSvb',
    1000132: 'BNj',
  },
  'previous-deep-vein-thrombosis': {
    '': 'BOJVrSm',
    1000119: 'TObebbbbcbXWfbDKAAb',
  },
  'ruptured-aneurysm': {
    '': 'VFkDIWxGYTydGTXsXZJkb',
  },
  'saddle-numbness': {
    '': 'QMGlJDEc',
    1000000: 'ELOs',
  },
  sciatica: {
    '': 'BICuBJJkGGGvCQEqCfCNYiDKMkbGVz',
  },
  'sciatica B': {
    1000119: 'DKYQiBXPy',
  },
  'sciatica L': {
    1000119: 'DRVAy',
  },
  'severe-kidney-disease': {
    '': 'CQIbKVLpbbLDCfBXpPLRdDYfHQpCMbb',
    1000000: 'BVZwddeDOOidccec',
    1000119: 'CtbNIhbbcWtbbCEnCLubElbCeBNybCAweTKhbDfeBxMDsbb',
  },
  'skin-cancer': {
    '': 'NEYpbBHTrbcBvbiBEKpOWgbbGNNgBluDzEnDLgbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbccbbbbbbbbbKlbbBIiGxbbbebkbbbbbbbbbbBCQvGxCuBRnQPJsBEXKkccbDeDhccjc',
    1000119: 'JClDOZxcCFNzbbbbbbbbbbbKzebdeebeDGPJkiieBNTeDEFreiBDdiSFieeeDueeeDSATFw',
  },
  'spinal-infection': {
    '': 'DKqQKgBNfCUxBDDcBAEaMHqCLpHXSxbBteePpbbbBhbbbcbbBpwbbBfbbbBNVhEDOxFVVfRQoPGhEzCGnBLfVGeLrPGDyMKrGRHedbbbbDDo',
  },
  spondylolisthesis: {
    '': 'FDoWcNLlEbBUGgBAVeIARlbbcCCBhBYFaBWUsXQPg',
    1000119: 'DOfBRZcbf',
  },
  'tarsal-tunnel': {
    '': 'CSCc',
  },
  'tarsal-tunnel B': {
    1000119: 'DOFMg',
  },
  'tarsal-tunnel L': {
    1000119: 'BQZj',
  },
  'tarsal-tunnel R': {
    1000119: 'BQZk',
  },
  transplant: {
    '': 'BDNcFPfMWkCmUKxBDyHQhJDpOwvRJnFYGhBQgbCDCqbbBEPwDlbPhbbbbbCRiLmFdbbbbbbbbbbbbbbbCHUwbINAsBMkRyBAkBAgCWfBBiBHtCsOJqDKkBIsTcGTnBFDbNEAfIZjDKicqDOeMqCXYbbZKqPBv',
    1000000: 'EUUzDtMbchTqeBRhe',
    1000119: 'SDfCQWFzVGQu',
    1000179: 'Yx',
  },
  'urinary-retention': {
    '': 'NMBwbcbBSZsBDIIg',
    1000119: 'CCJeCPPDq',
  },
  'vertebral-fracture': {
    '': 'COsKNiCEoKfHQbGWzDVwBBIwBBaBEfFZxCXlBElBAzUNaCTgPFhGSvCDjBUuBPKwRPtbDBtKeEJVzXvGRjbbcbbbbbbcbbbcbbbbbhhClbbbebbbfhDDJaeEdKVxFJymLMbcwbbbbbbbcbBLHcLDqbGJQwWNzFSfENmBKLzbcOCYqbbbbIFXd',
    1000004: 'GGCMyRPCq',
    1000119: 'CMJFgeeeeBsemeeeeeeeeeeeq',
  },
  'weight-loss': {
    '': 'DMAvLSZjCKMjGMBrBMIbOGMi',
    1000000: 'CXReBMAxb',
  },
  zoster: {
    '': 'HAiCNTjJLhDFHjcGTDxPCrdJCAkEGsBCLpCFtBYnFMaQFTkIxNNt',
    1000119: 'OPa',
    1000132: 'BWi',
  },
};
