Creator "made up"
graph [
  directed 0
  node [ id 0 label "Amal Example" graphics [ x 10.0 y 20.0 ] ]
  node [
    id 1
    label "Bora &quot;B&quot; Sample"
    kind "person"
  ]
  node [ id 2 label "Example Trading" type "organisation" ]
  edge [ source 0 target 1 layer "kinship" weight 2.0 ]
  edge [ source 0 target 1 label "phone" value 5 start "2024-03" ]
  edge [ source 1 target 2 layer "employer" ]
  edge [ source 1 target 9 ]
]
